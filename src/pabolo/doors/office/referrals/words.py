"""A referral in words, for lists and pages."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from pabolo.doors.shared.formats import day, moment
from pabolo.ground.lib.clock import day_of
from pabolo.ground.lib.ids import display_code
from pabolo.programme.referrals import labels
from pabolo.programme.referrals.facets import Said
from pabolo.programme.referrals.queries.files import ReferralFile
from pabolo.rules.referrals import WITH_PARTNER, is_open

type Names = Mapping[UUID, str]


def code_of(referral_id: UUID) -> str:
    """What a referral is called among colleagues: R-7Q4-M2X."""
    return display_code("R", referral_id)


def iso(text: str) -> str:
    """A day as kept in a line, as people write it."""
    return day(date.fromisoformat(text)) if text else ""


def row_of(file: ReferralFile) -> dict[str, Any]:
    """A referral as a line of a list."""
    word = file.last_word
    return {
        "id": file.referral.pk,
        "code": code_of(file.referral.pk),
        "case_id": file.referral.case_id,
        "case": display_code("K", file.referral.case_id),
        "agency": file.asked.name,
        "service": file.asked.service,
        "state": labels.STATE[file.referral.state],
        "urgent": file.asked.urgent,
        "answer_by": iso(file.asked.answer_by),
        "word": word.text if word else "",
        "open": is_open(file.state),
    }


def lines_of(file: ReferralFile, names: Names) -> list[dict[str, str]]:
    """The history, newest first."""
    return [_line(file, author, said, names) for author, said in reversed(file.lines)]


def _line(file: ReferralFile, author: UUID | None, said: Said, names: Names) -> dict[str, str]:
    who = names.get(author, "") if author else file.asked.name
    parts = [said.text]
    if said.basis:
        parts.insert(0, str(labels.BASIS[said.basis]))
    if said.when:
        parts.append(_("Day: %(day)s") % {"day": iso(said.when)})
    if said.contact:
        parts.append(_("Said by: %(name)s") % {"name": said.contact})
    if said.heard:
        parts.append(_("Heard and written down by the office"))
    texts = (part.rstrip(".") for part in parts if part)
    return {
        "when": moment(said.at),
        "who": who,
        "title": str(labels.WHAT[said.what]),
        "text": ". ".join(texts),
    }


def group_of(file: ReferralFile, due: datetime | None, at: datetime) -> str:
    """Under which heading of the list a referral stands."""
    if file.state.value == "refused":
        return "refused"
    if due is not None and due < at:
        return "late"
    word = file.last_word
    if word is not None and day_of(word.at) == day_of(at):
        return "answered"
    return "waiting" if file.state in WITH_PARTNER else "here"
