"""From an opened case to a sheet: what stands in it, and the values of its placeholders."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, Final

from django.utils.translation import gettext as _
from django.utils.translation import override

from pabolo.doors.office.cases.history import Names
from pabolo.doors.office.documents.contents import care, gathered, outward, whole
from pabolo.doors.office.documents.contents.common import Told, Written, day_words
from pabolo.doors.office.simfoni.shown import printed_rows
from pabolo.ground.accounts.labels import ROLES
from pabolo.ground.documents import queries
from pabolo.ground.documents.actions import Draft
from pabolo.ground.documents.sheets import Part, Row, Sheet
from pabolo.ground.documents.templates import compose
from pabolo.ground.lib.clock import day_of
from pabolo.ground.policy.queries import values
from pabolo.programme.cases import entries as e
from pabolo.programme.cases import labels
from pabolo.programme.cases.queries.files import CaseFile, child_of
from pabolo.programme.cases.queries.simfoni import sheet_of as entry_sheet
from pabolo.rules.actors import Actor
from pabolo.rules.letters import LETTERS, Letter, day_name, letter_day
from pabolo.rules.vocabulary import Facet, Role

type Build = Callable[[Told], tuple[Part, ...]]

CONTENTS: Final[Mapping[Letter, Build]] = {
    Letter.CONSENT: care.consent,
    Letter.ASSESSMENT: care.assessment,
    Letter.PLAN: care.plan,
    Letter.REFERRAL: outward.referral,
    Letter.MINUTES: outward.minutes,
    Letter.CLOSING: whole.closing,
    Letter.SUMMARY: whole.summary,
    Letter.STORY: whole.story,
    Letter.SIMFONI: lambda told: gathered.of_rows(told.entry),
}
WAITING_NUMBER: Final = "…"


def written_of(typed: Mapping[str, Any]) -> Written:
    """What the officer wrote, from a form."""
    return Written(
        to=_lines(typed.get("to", "")),
        about=typed.get("about", ""),
        place=typed.get("place", ""),
        people=_lines(typed.get("people", "")),
        note=typed.get("note", ""),
        reply_by=typed.get("reply_by"),
    )


def _lines(text: str) -> tuple[str, ...]:
    return tuple(line.strip() for line in text.split("\n") if line.strip())


def _assessments(file: CaseFile) -> tuple[Row, ...]:
    """The last assessment in rows, where its side was opened."""
    found = [one.line for one in file.lines if isinstance(one.line, e.Assessed)]
    if not found:
        return ()
    last = found[-1]
    rows = (
        (_("Date"), letter_day(day_of(last.at))),
        (_("Needs"), last.needs),
        (_("Strengths"), last.strengths),
        (_("Carers"), last.carers),
        (_("Safety"), last.safety),
        (_("The child's words"), last.child_words),
        (_("At home"), last.home),
    )
    return tuple(row for row in rows if row[1])


def _entry(file: CaseFile) -> tuple[tuple[str, tuple[Row, ...]], ...]:
    """The SIMFONI entry sheet in rows; what has no value says how it stands."""
    return tuple(
        (str(part), tuple((name, text or says) for name, text, says in rows))
        for part, rows in printed_rows(entry_sheet(file))
    )


def _post(actor: Actor, kind: Letter) -> str:
    """As what somebody signs: the first of their posts that makes this kind."""
    held: list[Role] = [role for role in Role if role in actor.roles & LETTERS[kind].who]
    return str(ROLES[held[0]]) if held else ""


def told_of(
    file: CaseFile, kind: Letter, *, by: Actor, today: date, names: Names, written: Written
) -> Told:
    """What a document of this kind may draw on."""
    identity, _places = child_of(file) if Facet.IDENTITY in LETTERS[kind].sides else (None, None)
    case = file.case
    return Told(
        case_id=case.pk,
        state=file.state,
        stats=file.stats,
        identity=identity,
        assessments=_assessments(file) if Facet.NARRATIVE in LETTERS[kind].sides else (),
        opened_day=case.opened_day,
        closed_day=case.closed_day,
        stage=str(labels.STAGE[case.stage]),
        worker=names.get(case.worker_id, "") if case.worker_id else "",
        officer=names.get(by.id, ""),
        post=_post(by, kind),
        today=today,
        names=names,
        written=written,
        entry=_entry(file) if kind is Letter.SIMFONI else (),
    )


def values_of(told: Told, number: str) -> dict[str, str]:
    """What the placeholders stand for."""
    unit = values(told.today)
    closed, state = told.closed_day, told.state
    assessed = [text for _label, text in told.assessments[:1]]
    return {
        "nomor": number,
        "tanggal": letter_day(told.today),
        "hari": day_name(told.today),
        "unit": str(unit["unit.name"]),
        "telepon": str(unit["phone.unit"]),
        "telepon_sapa": str(unit["phone.sapa"]),
        "kode_kasus": told.code,
        "anak": told.child,
        "nama_anak": told.name,
        "petugas": told.officer,
        "jabatan": told.post,
        "hal": told.written.about,
        "kepada": ", ".join(told.written.to),
        "tempat": told.written.place,
        "tanggal_asesmen": assessed[0] if assessed else day_words(None),
        "alasan_penutupan": _lower(whole.closing_words(told)),
        "tanggal_penutupan": day_words(closed),
        "nomor_simfoni": state.simfoni or day_words(None),
    }


def _lower(words: str) -> str:
    return words[:1].lower() + words[1:]


def sheet_of(kind: Letter, told: Told, number: str, version: int | None = None) -> Sheet:
    """The sheet with this number, in the words that hold for its kind."""
    return compose(
        queries.words_of(kind, version).template,
        values_of(told, number),
        parts=CONTENTS[kind](told),
        to=told.written.to,
        place=queries.head_words().template.place,
    )


def drafted(
    file: CaseFile, kind: Letter, *, by: Actor, today: date, names: Names, written: Written
) -> tuple[Sheet, Draft]:
    """The sheet as it would be, and the draft that waits for its number. In Indonesian."""
    with override("id"):
        told = told_of(file, kind, by=by, today=today, names=names, written=written)
        words = queries.words_of(kind)

        def build(number: str) -> Sheet:
            with override("id"):
                return sheet_of(kind, told, number, words.version or None)

        draft = Draft(
            kind=kind,
            code=words.template.code,
            build=build,
            to=written.to,
            about=written.about,
            template=words.version,
            head=queries.head_words().version,
        )
        return build(WAITING_NUMBER), draft
