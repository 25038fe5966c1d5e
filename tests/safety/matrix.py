"""Everybody at every address, with objects that are theirs, others', about themselves, or nowhere.

A route joins by standing in the access matrix. What stands in its address is made here, by the
name of the argument; for a route whose objects are granted, an argument unknown here is a fault.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

from django.conf import settings
from django.db import transaction
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from pabolo.demo.cast import CAST
from pabolo.doors.command.routes import Route, routes
from pabolo.ground.agencies.models import Agency
from pabolo.ground.attachments.models import File
from pabolo.ground.audit.queries import entries
from pabolo.ground.documents.actions import Draft
from pabolo.ground.documents.sheets import Sheet
from pabolo.ground.keys import store
from pabolo.ground.lib.clock import day_of
from pabolo.ground.lib.ids import random_id
from pabolo.ground.policy.actions import load_codes
from pabolo.ground.vault.actions import grant
from pabolo.ground.vault.models import Grant
from pabolo.ground.vault.queries import holders
from pabolo.ground.vault.sealing import seal
from pabolo.programme.cases import entries as e
from pabolo.programme.cases.actions import opening, triage
from pabolo.programme.cases.actions.journal import append, system_work, writing
from pabolo.programme.cases.actions.letters import make_letter
from pabolo.programme.cases.actions.readers import readers_for
from pabolo.programme.cases.facets import ConferencePlan
from pabolo.programme.cases.models import Case, Conference
from pabolo.programme.cases.queries.scope import folders_of
from pabolo.programme.children.facets import ChildIdentity, ChildPlaces, PairBody
from pabolo.programme.children.models import Pair
from pabolo.programme.children.parts import new_child
from pabolo.programme.intake.actions.entry import Arrival, Moments, Upload, record_report
from pabolo.programme.intake.facets import Accused, AccusedTold, Story, Whereabouts
from pabolo.programme.intake.models import Report
from pabolo.programme.intake.told import Told
from pabolo.programme.referrals import facets as r
from pabolo.programme.referrals.models import Referral, Slip
from pabolo.programme.referrals.secrets import tags_of
from pabolo.programme.rights.actions import take_request
from pabolo.programme.rights.facets import Told as AskedFor
from pabolo.programme.watchlist.actions import recording
from pabolo.programme.watchlist.actions.recording import Entry as Noticed
from pabolo.rules.actors import SYSTEM
from pabolo.rules.entry import Entry
from pabolo.rules.letters import Letter
from pabolo.rules.vocabulary import Role, Subject
from tests import builders as b

SCOPED = "granted"
OWN, FOREIGN, EXCLUDED, RANDOM = "own", "foreign", "excluded", "random"
RELATIONS = (OWN, FOREIGN, EXCLUDED, RANDOM)
ANONYMOUS = "anonymous"
PEOPLE: Mapping[Role, str] = {one.role: one.username for one in reversed(CAST)}
INVITATION = UUID(int=7)
ARGUMENT = re.compile(r"<(?:(\w+):)?(\w+)>")
# What may differ between two answers that say the same.
VARYING = ("Date",)


@dataclass
class World:
    """The staffed unit with one of each object in each relation to everybody."""

    unit: b.Unit
    reports: dict[str, UUID] = field(default_factory=dict)
    cases: dict[str, UUID] = field(default_factory=dict)
    files: dict[str, UUID] = field(default_factory=dict)
    referrals: dict[str, UUID] = field(default_factory=dict)
    letters: dict[str, UUID] = field(default_factory=dict)
    pairs: dict[str, UUID] = field(default_factory=dict)
    conferences: dict[str, UUID] = field(default_factory=dict)
    requests: dict[str, UUID] = field(default_factory=dict)
    items: dict[str, UUID] = field(default_factory=dict)

    def value(self, name: str, relation: str, kind: str) -> object:
        """What stands in an address for this argument and relation; None where it is unknown."""
        scoped = {"report_id": self.reports, "case_id": self.cases, "file_id": self.files}
        scoped |= {"pair_id": self.pairs, "letter_id": self.letters}
        scoped["item_id"] = self.items
        scoped["conference_id"] = self.conferences
        scoped["invitation_id"] = dict.fromkeys(self.conferences, INVITATION)
        scoped |= {"referral_id": self.referrals, "request_id": self.requests}
        if name in scoped:
            return scoped[name].get(relation) or uuid4()
        if kind == "uuid":
            return uuid4()
        return STANDS.get(name, "tidak-ada")


STANDS: Mapping[str, object] = {
    "slug": "catatan",
    "step": "pindah",
    "letter": "rujukan",
    "number": 1,
    "nth": 1,
    "to": "terbit",
    "instrument": "biopsychosocial",
    "part": "words",
    "kind": "pw01",
}
# What names a colleague opens nothing by itself: the page shows what is granted.
KNOWN = frozenset(
    {
        "report_id",
        "case_id",
        "file_id",
        "letter_id",
        "referral_id",
        "pair_id",
        "person_id",
        "request_id",
        "item_id",
        "conference_id",
        "invitation_id",
        *STANDS,
    }
)


def build(at: datetime) -> World:
    """Make all of it, through the real actions."""
    world = World(b.staffed_unit(at))
    load_codes(by=SYSTEM, at=at)
    everybody = ", ".join(one.name for one in CAST if PEOPLE[one.role] == one.username)
    for relation, names in ((OWN, ""), (FOREIGN, ""), (EXCLUDED, everybody)):
        world.reports[relation] = _report(world.unit, names)
        world.files[relation] = File.objects.get(folder_id=world.reports[relation]).pk
        world.cases[relation] = _case(world.unit, _report(world.unit, names))
        world.letters[relation] = _letter(world.unit, world.cases[relation])
        world.referrals[relation] = _referral(world.cases[relation], at)
        world.conferences[relation] = _conference(world.cases[relation], at)
    ids = [getattr(world.unit, name).id for name in PEOPLE.values()]
    for relation in (OWN, FOREIGN):
        _let_see(world.reports[relation], world.cases[relation], ids if relation == OWN else [])
        world.requests[relation] = _request(world.unit, ids if relation == OWN else [])
        world.items[relation] = _watched(world.unit, ids if relation == OWN else [])
    for relation, case in world.cases.items():
        world.pairs[relation] = _pair(world.unit, case)
    return world


def _conference(case_id: UUID, at: datetime) -> UUID:
    """A conference that waits, with one agency invited; nobody of the cast is asked."""
    work = system_work(Case.objects.select_related("child").get(pk=case_id), at)
    row = Conference(case=work.case, day=day_of(at))
    seal(row, "plan", ConferencePlan(starts_at=at, people=()))
    now: dict[str, Any] = {"at": at, "by": SYSTEM.id.hex, "conference": row.pk.hex}
    called = e.ConferenceCalled(
        **now, why="Uji", question="Uji?", starts_at=at, place="Kantor", chair=SYSTEM.id.hex,
        agenda=("Uji",),
    )  # fmt: skip
    asked = e.ConferenceInvited(
        **now, invitation=INVITATION.hex, agency=random_id().hex, kind="PKM", name="Uji",
        purpose="health", basis="vital_interest", law="Bahaya",
    )  # fmt: skip
    with writing("conference.called", work):
        append(work, called, asked)
        row.save(force_insert=True)
    return row.pk


def _request(unit: b.Unit, people: list[UUID]) -> UUID:
    """A request about data that exactly these people see."""
    told = AskedFor(
        at=unit.at, by="", asks="access", name="Mariam", relation="parent",
        identified="document", child="Anak Uji", words="Minta lihat.",
    )  # fmt: skip
    made = take_request(told=told, by=unit.siti, at=unit.at)
    Grant.objects.filter(folder=made).delete()
    grant(folder=made, subject=Subject.REQUEST, people=people, basis="duty", day=day_of(b.START))
    return made


def _watched(unit: b.Unit, people: list[UUID]) -> UUID:
    """A watch-list item of Bu Nur that exactly these people see."""
    made = random_id()
    entry = Noticed(kind="PW01", village="12.10.19.1001", name="Anak Uji", note="Uji.")
    recording.record(item_id=made, entry=entry, by=unit.nur, at=unit.at)
    Grant.objects.filter(folder=made).delete()
    grant(folder=made, subject=Subject.WATCH, people=people, basis="duty", day=day_of(b.START))
    return made


def _pair(unit: b.Unit, case_id: UUID) -> UUID:
    """Two records that may be one child, both seen by exactly who sees the case."""
    case, at = Case.objects.get(pk=case_id), unit.at
    twin = random_id()
    store.create([twin])
    known = ChildIdentity(name="Anak Kedua Uji")
    new_child(child_id=twin, identity=known, places=ChildPlaces(), day=day_of(at))
    people = list(holders(case_id))
    grant(folder=twin, subject=Subject.CHILD, people=people, basis="duty", day=day_of(b.START))
    one, other = sorted((case.child_id, twin))
    pair = Pair(one_id=one, other_id=other, changed_day=day_of(at))
    seal(pair, "body", PairBody(score=80))
    pair.save(force_insert=True)
    return pair.pk


def _report(unit: b.Unit, names: str) -> UUID:
    """A report with a file, taken down by an officer whom nobody names."""
    told = Told(
        story=Story(text=f"Pelakunya {names}." if names else "Tangisan.", worries=("FIS",)),
        place=Whereabouts(village="12.10.01.1001"),
        accused=Accused(people=tuple(AccusedTold(name=name) for name in names.split(", ") if name)),
    )
    before = set(Report.objects.values_list("pk", flat=True))
    record_report(
        told=told,
        arrival=Arrival("TLP", Moments(unit.at, None), ""),
        token=uuid4().bytes,
        by=unit.budi,
        at=unit.at,
        files=[Upload("surat.pdf", b"%PDF-1.7 isi")],
    )
    return Report.objects.exclude(pk__in=before).get().pk


def _case(unit: b.Unit, report_id: UUID) -> UUID:
    """A case from a report, its names touching whom the report names."""
    report = Report.objects.defer("box").get(pk=report_id)
    looked = triage.look(report_id, by=unit.budi, at=unit.at)
    told = b.opening(name=f"Anak {report_id.hex[:8]} Uji")
    ids = opening.make_folders(told)
    barred = {UUID(one) for one in looked.care.excluded}
    readers = readers_for(names=triage.names_in(told), barred=barred, at=unit.at)
    with transaction.atomic():
        opening.open_rows(told, triage.origin_of(looked), ids, readers, by=unit.budi, at=unit.at)
    assert report.pk
    return ids.case_id


def _letter(unit: b.Unit, case_id: UUID) -> UUID:
    """A letter of the case, by a supervisor who is let in for that moment only."""
    person, day = unit.ratna, day_of(unit.at)
    Grant.objects.filter(folder=case_id, person_id=person.id).delete()
    grant(folder=case_id, subject=Subject.CASE, people=[person.id], basis="duty", day=day)
    draft = Draft(kind=Letter.REFERRAL, code="400.2", build=_sheet)
    made = make_letter(case_id=case_id, draft=draft, by=person, at=unit.at)
    Grant.objects.filter(folder=case_id, person_id=person.id).delete()
    return made.pk


def _sheet(number: str) -> Sheet:
    return Sheet(style="letter", heading=number)


def _referral(case_id: UUID, at: datetime) -> UUID:
    """A referral that is with its partner, its slip alive."""
    agency, _made = Agency.objects.get_or_create(kind="RSU", name="RSUD", service="Perawatan")
    day = day_of(at)
    row = Referral(case_id=case_id, state="sent", opened_day=day, changed_day=day)
    asked = r.Asked(
        agency=agency.pk.hex, kind="RSU", name=agency.name, service="Perawatan", purpose="health",
        question="Mohon diperiksa.", answer_by=day.isoformat(),
    )  # fmt: skip
    seal(row, "body", asked)
    row.save()
    slip = Slip(referral=row, case_id=case_id, issued_day=day, until_day=day + timedelta(days=60))
    slip.tag, slip.code_tag = tags_of(slip.pk)
    seal(slip, "packet", r.Packet(agency=agency.pk.hex, name=agency.name, code="R", rows=()))
    slip.save()
    return row.pk


def _let_see(report: UUID, case: UUID, people: list[UUID]) -> None:
    """Exactly these people see the report and the case."""
    folders = [(Subject.REPORT, report), *folders_of(Case.objects.get(pk=case))]
    for subject, folder in folders:
        Grant.objects.filter(folder=folder).delete()
        grant(folder=folder, subject=subject, people=people, basis="duty", day=day_of(b.START))


@dataclass(frozen=True, slots=True)
class Cell:
    """One question to the site: who asks, for which route, how, about which object."""

    route: Route
    entry: Entry
    role: Role | None
    relation: str
    method: str

    @property
    def name(self) -> str:
        """How a fault is reported."""
        who = self.role.value if self.role else ANONYMOUS
        return f"{self.method} {self.route.name} as {who}, {self.relation}"

    @property
    def let_in(self) -> bool:
        """Whether the matrix lets this role in at all."""
        return self.entry.who is None or (self.role is not None and self.role in self.entry.who)

    @property
    def scoped(self) -> bool:
        """Whether what lies behind is granted, object by object."""
        return self.entry.scope == SCOPED and bool(ARGUMENT.search(self.route.path))


def cells(only: Callable[[Route], bool] = lambda route: True) -> Iterator[Cell]:
    """Every role × route × relation × method of the access matrix."""
    matrix: Mapping[str, Entry] = settings.ACCESS
    for route in routes():
        entry = matrix.get(route.name)
        if entry is None or not only(route):
            continue
        relations = RELATIONS if ARGUMENT.search(route.path) else (OWN,)
        for role in (None, *Role):
            for relation in relations:
                for method in entry.methods:
                    yield Cell(route, entry, role, relation, method)


def unknown_arguments() -> list[str]:
    """Arguments of granted objects that this file cannot make."""
    matrix: Mapping[str, Entry] = settings.ACCESS
    return [
        f"{route.name}: {name}"
        for route in routes()
        for _, name in ARGUMENT.findall(route.path)
        if route.name in matrix and matrix[route.name].scope == SCOPED and name not in KNOWN
    ]


@dataclass
class Asked:
    """An answer, and which readings of the object's folder it left in the log."""

    answer: HttpResponse
    readings: int

    @property
    def same(self) -> tuple[object, ...]:
        """Everything by which two answers could be told apart."""
        headers = {k: v for k, v in self.answer.headers.items() if k not in VARYING}
        cookies = {name: (m.value, m["max-age"]) for name, m in self.answer.cookies.items()}
        return self.answer.status_code, self.answer.content, tuple(sorted(headers.items())), cookies


class Visitors:
    """One browser for each role, and one that nobody has signed in to."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.browsers: dict[Role | None, Client] = {None: Client(raise_request_exception=False)}
        for role, username in PEOPLE.items():
            self.browsers[role] = Client(raise_request_exception=False)
            self.browsers[role].post("/masuk/contoh/", {"person": username})

    def ask(self, cell: Cell) -> Asked:
        """Ask, and take back whatever the asking changed."""
        browser, path, folder = self.browsers[cell.role], self.path(cell), self.folder(cell)
        cookies = browser.cookies.copy()
        room = transaction.atomic()
        room._from_testcase = True  # type: ignore[attr-defined]
        with room:
            before = _log_size()
            send = browser.get if cell.method == "GET" else browser.post
            answer = send(path)
            readings = _readings(folder, _log_size() - before)
            transaction.set_rollback(True)
        browser.cookies = cookies
        return Asked(answer, readings)

    def path(self, cell: Cell) -> str:
        """The address, with the object of this relation in it."""
        wanted = {
            name: self.world.value(name, cell.relation, kind)
            for kind, name in ARGUMENT.findall(cell.route.path)
        }
        return reverse(cell.route.name, kwargs=wanted)

    def folder(self, cell: Cell) -> UUID | None:
        """The folder that the object lies in."""
        named = {name for _, name in ARGUMENT.findall(cell.route.path)}
        if named & {"case_id", "referral_id", "conference_id"}:
            return self.world.cases.get(cell.relation)
        if "letter_id" in named:
            return self.world.cases.get(cell.relation)
        if "request_id" in named:
            return self.world.requests.get(cell.relation)
        if "item_id" in named:
            return self.world.items.get(cell.relation)
        if named & {"report_id", "file_id"}:
            return self.world.reports.get(cell.relation)
        if "pair_id" in named and cell.relation in self.world.pairs:
            return Pair.objects.get(pk=self.world.pairs[cell.relation]).one_id
        return None


def _log_size() -> int:
    newest = entries(limit=1)
    return newest[0].seq + 1 if newest else 0


def _readings(folder: UUID | None, new: int) -> int:
    """How many of the newest entries name the folder and open something of it."""
    if folder is None or not new:
        return 0
    token = store.tokens([folder])[folder].hex()
    return sum(token in one.objects and bool(one.facets) for one in entries(limit=new))
