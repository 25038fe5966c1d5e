"""Filling the file of a hand-over: which facts of a case stand behind the parts that go along."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import override

from pabolo.ground.keys.cards import Card, own_card
from pabolo.ground.lib.clock import day_of
from pabolo.ground.lib.ids import display_code
from pabolo.ground.policy.queries import values
from pabolo.programme.cases import entries as e
from pabolo.programme.cases.facets import Perpetrator
from pabolo.programme.cases.kinds.transfer import CarriedRow
from pabolo.programme.cases.queries.files import CaseFile, IncidentFile, child_of, incident_files
from pabolo.programme.children.facets import ChildIdentity, ChildPlaces
from pabolo.programme.transfers import shape
from pabolo.programme.transfers.secrets import code_of
from pabolo.programme.transfers.telling import part_of, row_of
from pabolo.rules.duties import OpenDuty, rule_of
from pabolo.rules.risk import RED_FLAGS
from pabolo.rules.transfer import Part
from pabolo.rules.vocabulary import Facet

MOST_LINE = 300
OWN_WORK = ("transfer.", "case.enter_simfoni")


@dataclass(frozen=True, slots=True)
class Going:
    """What is handed over: the case as opened, the question, what is owed, when.

    `card`: the receiver's, where one was compared.
    """

    file: CaseFile
    asked: e.TransferAsked
    owed: Sequence[OpenDuty]
    at: datetime
    card: Card | None = None

    @property
    def parts(self) -> frozenset[Part]:
        """What goes along."""
        return frozenset(map(Part, self.asked.parts))


def _cut(text: str) -> str:
    return text[:MOST_LINE]


def _lines(texts: Collection[str]) -> tuple[str, ...]:
    return tuple(_cut(text) for text in list(texts)[:40])


def child(identity: ChildIdentity, parts: frozenset[Part]) -> shape.Child:
    """Who the child is, as far as it goes along."""
    papers, school = Part.DOCUMENTS in parts, Part.SCHOOL in parts
    carers = Part.CARERS in parts
    return shape.Child(
        name=_cut(identity.name),
        other_names=_lines(identity.other_names),
        sex=identity.sex,
        birth=identity.birth,
        birth_estimated=identity.birth_estimated,
        stated_age=identity.stated_age,
        stated_on=identity.stated_on,
        unborn=identity.unborn,
        disability=identity.disability,
        accommodation=_cut(identity.accommodation),
        nik=identity.nik if papers else "",
        documents=_lines(identity.documents) if papers else (),
        school=_cut(identity.school) if school else "",
        education=identity.education if school else "NA",
        school_status=identity.school_status if school else "",
        carers=_lines(identity.carers) if carers else (),
        contact=_cut(identity.contact) if carers else "",
    )


def whereabouts(places: ChildPlaces) -> shape.Places:
    """Where the child lives; of a shelter nothing but that it is none of ours to say."""
    here = not places.now_sealed
    return shape.Places(
        domicile=places.domicile,
        domicile_note=_cut(places.domicile_note),
        now=places.now if here else "",
        now_note=_cut(places.now_note) if here else "",
    )


def _suspect(person: Perpetrator) -> shape.Suspect:
    return shape.Suspect(
        name=_cut(person.name),
        relation=person.relation,
        sex=person.sex,
        age=_cut(person.age),
        is_child=person.is_child,
        lives_with_child=person.lives_with_child,
        has_access=person.has_access,
        note=person.note,
    )


def _incident(one: IncidentFile, parts: frozenset[Part]) -> shape.Incident:
    facts, story = one.facts, one.story if Part.STORY in parts else None
    accused = one.accused if Part.ACCUSED in parts else None
    return shape.Incident(
        forms=facts.forms,
        sub_forms=facts.sub_forms,
        modifiers=facts.modifiers,
        roles=one.role.roles,
        place_kind=facts.place_kind,
        village=facts.village,
        happened_on=facts.happened_on,
        repeated=facts.repeated,
        story=story.text if story else "",
        place_note=_cut(story.place_note) if story else "",
        accused=tuple(map(_suspect, accused.people)) if accused else (),
    )


def _danger(file: CaseFile, parts: frozenset[Part]) -> shape.Danger:
    flags = file.state.flags
    police = file.state.police if Part.LEGAL in parts else None
    return shape.Danger(
        level=file.state.risk,
        flags=flags,
        says=tuple(_(flag.sentence) for flag in RED_FLAGS if flag.code in flags),
        police_number=_cut(police.number) if police else "",
    )


def _owed(duties: Sequence[OpenDuty]) -> tuple[shape.Owed, ...]:
    mine = [duty for duty in duties if not duty.code.startswith(OWN_WORK)]
    return tuple(
        shape.Owed(
            text=_cut(_(rule.text)),
            due=day_of(duty.due_at).isoformat() if duty.due_at else "",
            source=_cut(_(rule.source)),
            by_law=rule.fixed_by_law,
        )
        for duty in mine[:100]
        for rule in (rule_of(duty.code),)
    )


def sides(file: CaseFile, parts: frozenset[Part]) -> tuple[shape.Side, ...]:
    """What was written here, by side; what another unit wrote stays with that unit."""
    rows: dict[str, list[CarriedRow]] = defaultdict(list)
    for shown in file.lines:
        line, facet = shown.line, Facet(shown.entry.facet)
        if line is None or part_of(line, facet) not in parts:
            continue
        row = row_of(line, file.state)
        if row is not None:
            rows[facet.value].append(row)
    return tuple(
        shape.Side(side=side, rows=tuple(found[-2000:])) for side, found in sorted(rows.items())
    )


def content_of(going: Going) -> shape.Content:
    """All that goes to the other unit, in Indonesian."""
    with override("id"):
        return _content(going)


def _content(going: Going) -> shape.Content:
    file, asked, parts = going.file, going.asked, going.parts
    identity, places = child_of(file)
    unit, card = values(day_of(going.at)), own_card()
    told = incident_files(file) if Part.INCIDENTS in parts else []
    return shape.Content(
        transfer=asked.transfer,
        made_at=going.at,
        origin=shape.Unit(
            name=_cut(str(unit["unit.name"])),
            phone=_cut(str(unit["phone.unit"])),
            recipient=card.recipient,
            signer=card.signer,
        ),
        number=display_code("K", file.case.pk),
        receiver=shape.Unit(
            name=_cut(asked.name), recipient=going.card.recipient if going.card else ""
        ),
        kind=asked.kind,
        purpose=asked.purpose,
        basis=asked.basis,
        law=asked.law,
        note=asked.note,
        first=asked.back,
        code=code_of(UUID(asked.transfer)),
        parts=tuple(sorted(parts)),
        opened_on=file.case.opened_day.isoformat(),
        stage=file.case.stage,
        first_disclosure_at=file.stats.first_disclosure_at,
        child=child(identity, parts) if identity and Part.CHILD in parts else None,
        places=whereabouts(places) if places and Part.PLACES in parts else None,
        incidents=tuple(_incident(one, parts) for one in told[:20]),
        danger=_danger(file, parts) if Part.RISK in parts else None,
        owed=_owed(going.owed) if Part.DUTIES in parts else (),
        sides=sides(file, parts),
    )
