"""Lines of a journal in words, for another unit: who reads them may know nothing of this system.

In Indonesian, whatever the language of the screen. Kinds that are not here do not go along: notes
of sessions, the place of a shelter, costs, and what only moves our own work.
"""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from django.utils.translation import gettext as _

from pabolo.ground.lib.clock import WIB, day_of
from pabolo.ground.policy.queries import label
from pabolo.programme.cases import entries as e
from pabolo.programme.cases import labels
from pabolo.programme.cases.fold import CaseState
from pabolo.programme.cases.kinds.transfer import CarriedRow
from pabolo.programme.cases.standing import Logged
from pabolo.rules.transfer import Part
from pabolo.rules.vocabulary import Facet

MOST_TEXT = 20_000
# Both as a finer kind of service and as a kind of place.
SHELTER = "RAM"


def said(*pairs: tuple[str, Any]) -> str:
    """What is filled in, each after its name."""
    shown = (f"{name}: {text}" if name else str(text) for name, text in pairs if text)
    return "\n".join(shown)


def _assessed(line: e.Assessed) -> str:
    return said(
        (_("Needs"), line.needs),
        (_("Strengths"), line.strengths),
        (_("Carers"), line.carers),
        (_("Safety"), line.safety),
        (_("The child's words"), line.child_words),
        (_("At home"), line.home),
    )


def _steps(line: e.SafetySteps) -> str:
    return said(
        (_("Signs of danger"), line.warning),
        (_("Safe people"), line.people),
        (_("At once"), line.at_once),
        (_("The child's words"), line.child_words),
    )


def _consented(line: e.Consented) -> str:
    return said(
        (str(labels.PURPOSE[line.purpose]), labels.BASIS[line.basis]),
        ("", labels.CONSENT_STATUS[line.status]),
        ("", line.partner),
        ("", line.law),
        (_("Explained"), line.explained),
    )


def _planned(line: e.Planned) -> str:
    """Of a place in the shelter, who gives it stays here: the name can say where it is."""
    service = label("service", line.service)
    provider = "" if line.detail == SHELTER else line.provider
    return said((service, line.goal), ("", provider), (_("Until"), line.due))


def _given(line: e.ServiceGiven) -> str:
    service = label("service", line.service)
    if _in_shelter(line):
        return service
    return said(("", said((service, line.provider)) or service), ("", line.note))


def _in_shelter(line: e.ServiceGiven) -> bool:
    """Who gave it there, and the words on it, can say where the shelter is."""
    return SHELTER in (line.detail, line.place)


def _given_as_it_stands(row: Logged) -> str:
    """A service that was corrected is told as it stands now, and that it was corrected."""
    shelter = _in_shelter(row.line) or _in_shelter(row.first)
    why = _("Corrected") if shelter else said((_("Corrected"), row.reason))
    return said(("", _given(row.line)), ("", why))


def _police(line: e.PoliceReported) -> str:
    return said(("", line.number), ("", line.reason_not))


def _stage(line: e.LegalStaged) -> str:
    return said((label("legal_stage", line.stage), line.on), ("", line.note))


def _stage_corrected(line: e.LegalStageCorrected) -> str:
    instead = _stage(line.instead) if line.instead else _("Struck out: it did not happen")
    return said((_("Corrected"), instead), ("", line.reason))


def _date(line: e.DatePlanned) -> str:
    when = line.starts_at.astimezone(WIB).strftime("%Y-%m-%d %H.%M")
    return said((label("legal_date", line.kind), when), ("", line.place), ("", line.note))


def _date_ended(line: e.DateEnded) -> str:
    return said((str(labels.DATE_STATE[line.to]), line.note))


def _legal_letter(line: e.LegalLetter) -> str:
    told = (str(labels.LETTER_WAY[line.way]), label("legal_letter", line.kind))
    return said(told, (line.on, line.number), ("", line.party), ("", line.note))


def _claim(line: e.ClaimAsked) -> str:
    asked = (str(labels.CLAIM[line.kind]), str(labels.THROUGH[line.through]))
    return said(asked, (line.on, line.number), ("", line.amount), ("", line.note))


def _claim_decided(line: e.ClaimDecided) -> str:
    decided = (str(labels.CLAIM_OUTCOME[line.outcome]), line.on)
    return said(decided, ("", line.number), ("", line.amount), ("", line.note))


def _claim_waived(line: e.ClaimWaived) -> str:
    return said((str(labels.CLAIM[line.kind]), _("Not wanted")), ("", line.because))


def _visit(line: e.FollowedUp) -> str:
    return said(("", "" if line.reached else _("Nobody was reached")), ("", line.text))


def _reviewed(line: e.Reviewed) -> str:
    return said(("", line.summary), (_("Next"), line.next_step))


# What a line is part of, and how it is said. A note belongs to the side it was written for.
SAYS: Mapping[type[e.Line], tuple[Part, Callable[[Any], str]]] = {
    e.Assessed: (Part.ASSESSMENT, _assessed),
    e.SafetySteps: (Part.ASSESSMENT, _steps),
    e.GoalSet: (Part.PLAN, lambda line: str(line.text)),
    e.Planned: (Part.PLAN, _planned),
    e.PlanItemEnded: (Part.PLAN, lambda line: str(line.reason)),
    e.ServiceGiven: (Part.SERVICES, _given),
    e.PoliceReported: (Part.LEGAL, _police),
    e.LegalStaged: (Part.LEGAL, _stage),
    e.LegalStageCorrected: (Part.LEGAL, _stage_corrected),
    e.DatePlanned: (Part.LEGAL, _date),
    e.DateEnded: (Part.LEGAL, _date_ended),
    e.LegalLetter: (Part.LEGAL, _legal_letter),
    e.ClaimAsked: (Part.LEGAL, _claim),
    e.ClaimDecided: (Part.LEGAL, _claim_decided),
    e.ClaimWaived: (Part.LEGAL, _claim_waived),
    e.FollowedUp: (Part.NOTES, _visit),
    e.Reviewed: (Part.NOTES, _reviewed),
    e.Noted: (Part.NOTES, lambda line: said((line.title, line.text))),
    e.Consented: (Part.CONSENTS, _consented),
}
_NOTE_OF: Mapping[Facet, Part] = {
    Facet.HEALTH: Part.HEALTH,
    Facet.LEGAL: Part.LEGAL,
    Facet.NARRATIVE: Part.NOTES,
    Facet.CARE: Part.NOTES,
}
SIDES: Mapping[Part, frozenset[Facet]] = {
    Part.CHILD: frozenset({Facet.IDENTITY}),
    Part.DOCUMENTS: frozenset({Facet.IDENTITY}),
    Part.CARERS: frozenset({Facet.IDENTITY}),
    Part.SCHOOL: frozenset({Facet.IDENTITY}),
    Part.PLACES: frozenset({Facet.LOCATION}),
    Part.STORY: frozenset({Facet.NARRATIVE}),
    Part.ASSESSMENT: frozenset({Facet.NARRATIVE}),
    Part.NOTES: frozenset({Facet.NARRATIVE}),
    Part.ACCUSED: frozenset({Facet.ACCUSED}),
    Part.LEGAL: frozenset({Facet.LEGAL}),
    Part.HEALTH: frozenset({Facet.HEALTH}),
}


def sides_of(parts: Iterable[Part]) -> frozenset[Facet]:
    """Which sides of the file have to be opened for these parts."""
    return frozenset().union(*(SIDES.get(part, frozenset()) for part in parts))


def part_of(line: e.Line, facet: Facet) -> Part | None:
    """Which part a line belongs to; None where it never goes along."""
    if isinstance(line, e.Noted):
        return _NOTE_OF.get(facet)
    found = SAYS.get(type(line))
    return found[0] if found else None


def _struck(line: e.Line, state: CaseState) -> bool:
    """Whether it was struck later: what never was goes to nobody as a fact."""
    if isinstance(line, e.LegalLetter):
        letter = state.legal.letters.get(line.letter)
        return letter is not None and letter.struck is not None
    row = _logged(line, state)
    return row is not None and row.struck


def _logged(line: e.Line, state: CaseState) -> Logged | None:
    """The service of a line as it stands, where it is one."""
    if not isinstance(line, e.ServiceGiven):
        return None
    return next((row for row in state.log.values() if row.first == line), None)


def row_of(line: e.Line, state: CaseState) -> CarriedRow | None:
    """One line in words, as it stands in the case; None where it was struck."""
    if _struck(line, state):
        return None
    row = _logged(line, state)
    corrected = row is not None and row.line != row.first
    text = _given_as_it_stands(row) if row and corrected else SAYS[type(line)][1](line)
    return CarriedRow(
        on=day_of(line.at).isoformat(),
        kind=str(line.__struct_config__.tag),
        text=text[:MOST_TEXT],
    )
