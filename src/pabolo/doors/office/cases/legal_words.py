"""Lines of the legal side in words. An address of content is never repeated in the history."""

from collections.abc import Iterable, Mapping
from uuid import UUID

from django.utils.translation import gettext as _

from pabolo.doors.office.cases.plan_words import money
from pabolo.doors.office.cases.sentences import Names, Say, iso_day, named, sentences
from pabolo.doors.shared.formats import moment
from pabolo.ground.lib.clock import WIB
from pabolo.ground.policy.queries import label
from pabolo.programme.cases import entries as e
from pabolo.programme.cases import labels
from pabolo.rules.court import NEEDS


def stage_words(line: e.LegalStaged) -> str:
    """What a stage says besides its name: with whom, under which number, a note, why so."""
    return sentences(
        line.institution,
        named(_("Number"), line.number),
        line.note,
        named(_("Out of the usual order"), line.why),
    )


def need_words(needs: Iterable[str]) -> list[str]:
    """What the child needs, in words."""
    return [_(NEEDS[one].name) for one in needs if one in NEEDS]


def company(line: e.DatePlanned, names: Names) -> str:
    """Who comes along with the child."""
    colleague = names.get(UUID(line.companion), "") if line.companion else ""
    return ", ".join(part for part in (colleague, line.beside) if part)


def date_words(line: e.DatePlanned) -> str:
    """An appointment in a few words: what, and when."""
    return f"{label('legal_date', line.kind)}, {moment(line.starts_at.astimezone(WIB))}"


def claim_words(line: e.ClaimAsked) -> str:
    """What is asked for, through whom, since when."""
    through = _("through: %(whom)s") % {"whom": labels.THROUGH[line.through]}
    return f"{labels.CLAIM[line.kind]}, {through}, {iso_day(line.on)}"


def amount_words(amount: int) -> str:
    """An amount, or that it is not reckoned yet."""
    return money(amount) if amount else _("not reckoned yet")


def takedown_words(line: e.TakedownAsked) -> str:
    """A request without its address: where, what kind, since when."""
    return f"{line.platform}, {label('takedown_kind', line.kind)}, {iso_day(line.on)}"


def letter_words(line: e.LegalLetter) -> str:
    """A letter in a few words."""
    parts = (label("legal_letter", line.kind), line.number, iso_day(line.on))
    return ", ".join(part for part in parts if part)


def _stage(line: e.LegalStaged, names: Names) -> str:
    return sentences(label("legal_stage", line.stage), iso_day(line.on), stage_words(line))


def _stage_corrected(line: e.LegalStageCorrected, names: Names) -> str:
    now = _stage(line.instead, names) if line.instead else _("Struck out")
    return sentences(now, named(_("What was wrong"), line.reason))


def _planned(line: e.DatePlanned, names: Names) -> str:
    return sentences(
        date_words(line),
        line.place,
        named(_("With the child"), company(line, names)),
        *need_words(line.needs),
        line.note,
    )


def _prepared(line: e.ChildPrepared, names: Names) -> str:
    return sentences(line.how, named(_("The child's words"), line.child_words))


def _ended(line: e.DateEnded, names: Names) -> str:
    met = ", ".join(need_words(line.met))
    return sentences(labels.DATE_STATE[line.to], line.note, named(_("The child got"), met))


def _letter(line: e.LegalLetter, names: Names) -> str:
    whom = named(_("From"), line.party) if line.way == "in" else named(_("To"), line.party)
    return sentences(letter_words(line), whom, line.note)


def _asked(line: e.ClaimAsked, names: Names) -> str:
    amount = named(_("Amount"), amount_words(line.amount)) if line.kind == "restitution" else ""
    return sentences(claim_words(line), amount, named(_("Number"), line.number), line.note)


def _waived(line: e.ClaimWaived, names: Names) -> str:
    return sentences(f"{labels.CLAIM[line.kind]}: {labels.SAYER[line.sayer]}", line.because)


def _decided(line: e.ClaimDecided, names: Names) -> str:
    amount = money(line.amount) if line.amount else ""
    return sentences(
        labels.CLAIM_OUTCOME[line.outcome],
        amount,
        iso_day(line.on),
        named(_("Number"), line.number),
        line.note,
    )


def _paid(line: e.ClaimPaid, names: Names) -> str:
    return sentences(money(line.amount), iso_day(line.on), line.note)


def _takedown(line: e.TakedownAsked, names: Names) -> str:
    return sentences(
        takedown_words(line),
        named(_("To"), str(labels.TAKEDOWN_TO[line.to])),
        named(_("Number"), line.number),
    )


def _looked(line: e.TakedownLooked, names: Names) -> str:
    return sentences(labels.TAKEDOWN_ANSWER[line.answer], iso_day(line.on), line.note)


LEGAL_SAYS: Mapping[type[e.Line], Say] = {
    e.LegalStaged: _stage,
    e.LegalStageCorrected: _stage_corrected,
    e.DatePlanned: _planned,
    e.ChildPrepared: _prepared,
    e.DateEnded: _ended,
    e.LegalLetter: _letter,
    e.LegalLetterStruck: lambda line, names: line.reason,
    e.ClaimAsked: _asked,
    e.ClaimWaived: _waived,
    e.ClaimDecided: _decided,
    e.ClaimPaid: _paid,
    e.TakedownAsked: _takedown,
    e.TakedownLooked: _looked,
}
