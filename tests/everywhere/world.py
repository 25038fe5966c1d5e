"""One of everything that a page can be about, in every state that opens a form."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import timedelta
from itertools import product
from typing import Any
from uuid import UUID

from django.urls import reverse

from pabolo.doors.command.proofs.field.phones import Phone
from pabolo.doors.command.routes import Route
from pabolo.doors.office.cases.deeds import DEEDS
from pabolo.doors.office.conference.steps import STEPS
from pabolo.doors.office.documents.kinds import SLUGS
from pabolo.doors.office.network.board import LISTS
from pabolo.doors.public.components import FRAMES
from pabolo.doors.shared.field.working import work_in_waiting
from pabolo.ground.agencies.actions import load_directory
from pabolo.ground.attachments.models import File
from pabolo.ground.devices.actions.enrolling import enrol
from pabolo.ground.devices.actions.keeping import Envelope, keep
from pabolo.ground.devices.envelopes import from_text, to_text
from pabolo.ground.devices.queries import device_of
from pabolo.ground.documents.actions import Draft
from pabolo.ground.documents.sheets import Sheet
from pabolo.ground.keys import ring
from pabolo.ground.keys.cards import own_card
from pabolo.ground.lib.clock import now
from pabolo.ground.lib.ids import random_id
from pabolo.ground.policy import actions as policy
from pabolo.ground.policy.actions import load_codes
from pabolo.programme.cases import entries as e
from pabolo.programme.cases.actions import (
    absences,
    assessing,
    closing,
    glass,
    legal,
    plan,
    safety,
    services,
    shelter,
    team,
    triage,
    visits,
)
from pabolo.programme.cases.actions.letters import cancel_letter, make_letter
from pabolo.programme.cases.facets import VisitPlan
from pabolo.programme.intake.models import Report
from pabolo.programme.network.actions.activities import record_activity
from pabolo.programme.network.actions.circulars import send_circular
from pabolo.programme.network.actions.edits import edit_activity
from pabolo.programme.network.actions.groups import form_group
from pabolo.programme.network.actions.meetings import record_meeting
from pabolo.programme.network.actions.members import add_member, record_training
from pabolo.programme.network.actions.photos import add_photo
from pabolo.programme.network.actions.plans import plan_activity
from pabolo.programme.retention import actions as retention
from pabolo.programme.rights import actions as rights
from pabolo.programme.rights.facets import Told as Asked
from pabolo.programme.transfers.actions import incoming
from pabolo.programme.watchlist.actions import office as watched
from pabolo.programme.watchlist.actions import recording, righting
from pabolo.programme.watchlist.actions.recording import Entry as Noticed
from pabolo.record.figures.actions import load_release_zero
from pabolo.record.innovations.actions import load_seed_record
from pabolo.rules.activities import Count
from pabolo.rules.actors import SYSTEM
from pabolo.rules.instruments import ASSESSMENT
from pabolo.rules.letters import Letter
from pabolo.rules.rights import Answer, Ground, Outcome
from pabolo.rules.watchlist import Answer as WatchAnswer
from pabolo.rules.watchlist import Ending
from tests import builders as build
from tests.conference import holding
from tests.doubles.pairs import paired
from tests.legal import track
from tests.referrals.conftest import drafted, question, sent
from tests.safety.inhabited import picture
from tests.safety.matrix import ARGUMENT, _report
from tests.transfer.conftest import sent as file_sent
from tests.transfer.conftest import trusted
from tests.transfer.stranger import Stranger

LONG_NAME = "Rosna Wati Sukmaningtyas Hutahaean"
HERE = "12.10.19.1001"
# A page that shows what is asked for, and is not there when nothing is.
QUERIES = {
    "office:figure_list": "?apa=VAC_N",
    "office:simfoni_behind": "?apa=total&nilai=victims",
}
# Other sides of a list: what ended, what was searched for. Each is a page of its own.
SIDES: Mapping[str, Sequence[str]] = {
    "office:cases": ("?lihat=selesai", "?lihat=saya", "?lihat=tanpa-petugas"),
    "office:simfoni": ("?lihat=berbeda", "?lihat=sudah", "?lihat=ringan", "?lihat=lain"),
    "office:rights": ("?lihat=selesai",),
    "office:reports": ("?lihat=putus",),
    "office:settings": ("?cari=hari", "?cari=tidakada"),
    "office:agencies": ("?cari=polisi", "?cari=tidakada"),
}
type Named = Mapping[str, Sequence[object]]


def furnish() -> Named:
    """Build it through the real actions; by the name of an argument, what may stand there."""
    unit = build.staffed_unit(now() - timedelta(days=30))
    load_codes(by=SYSTEM, at=unit.at)
    load_seed_record(by=SYSTEM, at=unit.at)
    reports = [build.received(unit).pk, build.read(unit, build.received(unit)).pk]
    told = _report(unit, "")
    cases = _cases(unit)
    return {
        "case_id": cases,
        "letter_id": _letters(unit, cases[0]),
        **_referrals(unit, cases),
        **_conferences(unit, UUID(str(cases[0]))),
        "report_id": [*reports, told],
        "file_id": [File.objects.get(folder_id=told).pk],
        "release_id": [load_release_zero(by=SYSTEM, at=unit.at).pk],
        "code": ["0"],
        "person_id": [unit.dedi.id],
        **_people(unit, cases),
        **_decided(unit),
        "instrument": [ASSESSMENT],
        "part": ["words"],
        "nth": [1],
        "pair_id": [paired(unit)[2].pk],
        **_rights(unit),
        **_watched(unit),
        "frame": sorted(FRAMES),
        **_village(unit),
    }


def _decided(unit: build.Unit) -> Named:
    """A setting with a decision to come and one taken back; a code of the unit; local days."""
    key, of_list = "network.active_window_days", "violence_form"
    day = unit.at.date() + timedelta(days=200)
    why = "Keputusan rapat bersama kepala dinas."
    rows = [
        policy.set_setting(by=unit.ratna, at=unit.at, key=key, value=90, valid_from=day, reason=why)
        for _ in range(3)
    ]
    policy.take_back(by=unit.ratna, at=unit.at, decision=rows[0].pk, reason=why)
    for code in ("UJI", "UJI2"):
        policy.add_code(
            by=unit.ratna, at=unit.at, of_list=of_list, code=code, label_id=LONG_NAME,
            label_en=LONG_NAME,
        )  # fmt: skip
    policy.retire_code(by=unit.ratna, at=unit.at, of_list=of_list, code="UJI2", last_day=day)
    this_year = now().date() + timedelta(days=1)
    for name in ("Libur uji", "Libur uji kedua"):
        policy.set_local_day(by=unit.ratna, at=unit.at, day=this_year, holiday=True, name=name)
    return {"key": [key], "of_list": [of_list], "code_of": ["UJI"]}


def _letters(unit: build.Unit, case_id: object) -> list[object]:
    """A letter that was printed once, and one that was cancelled."""
    draft = Draft(kind=Letter.REFERRAL, code="400.2", build=_sheet, to=("Puskesmas",), about="Uji")
    assert isinstance(case_id, UUID)
    made = [
        make_letter(case_id=case_id, draft=draft, by=unit.dedi, at=unit.at).pk for _ in range(2)
    ]
    cancel_letter(letter_id=made[1], reason="Salah alamat tujuan.", by=unit.dedi, at=unit.at)
    return list(made)


def _sheet(number: str) -> Sheet:
    return Sheet(style="letter", heading=number)


def _cases(unit: build.Unit) -> list[object]:
    """A case at each step of its life."""
    proposed = build.assessed(unit)
    item = build.plan_item(unit)
    plan.add_items(case_id=proposed, items=[item], by=unit.dedi, at=unit.at)
    plan.propose_plan(case_id=proposed, child_agreed=True, by=unit.dedi, at=unit.at)
    asked = build.served(unit)
    closing.ask_closure(case_id=asked, asked=build.closure(unit), by=unit.dedi, at=unit.at)
    running, item_id = build.planned(unit, build.SEXUAL, sexual=True)
    _given_and_sheltered(unit, running, item_id)
    _looked_after(unit, running)
    _before_police_and_court(unit, running)
    team.add_specialist(case_id=running, person_id=unit.ayu.id, by=unit.ratna, at=unit.at)
    other = [_handed_over(unit), _taken_in(unit)]
    return [running, proposed, asked, *other, build.closed(unit), build.opened(unit).case_id]


def _handed_over(unit: build.Unit) -> UUID:
    """A case whose sealed file is with another unit."""
    load_directory(by=SYSTEM, at=unit.at)
    case_id = build.assessed(unit)
    file_sent(unit, case_id)
    return case_id


def _taken_in(unit: build.Unit) -> UUID:
    """A case that came from another unit."""
    stranger = Stranger()
    trusted(unit, stranger.card)
    ours = own_card().recipient
    raw = stranger.file(stranger.content(ours, made_at=unit.at.isoformat()), ours)
    looked = incoming.look(raw, by=unit.siti, at=unit.at)
    return incoming.take_in(looked, by=unit.siti, at=unit.at)


def _people(unit: build.Unit, cases: Sequence[object]) -> Named:
    """A visit with a companion, a leave to come, an emergency opening that still lasts."""
    running, nobodys = UUID(str(cases[0])), UUID(str(cases[-1]))
    later = now() + timedelta(hours=1)
    plan = VisitPlan(
        starts_at=later, place_kind="home", danger="high", check_in_at=later + timedelta(hours=2)
    )
    trip = {"plan": plan, "place": "Dusun III.", "companion": unit.maria.id}
    visit = visits.plan_visit(case_id=running, **trip, by=unit.dedi, at=now())  # type: ignore[arg-type]
    opened = glass.break_glass(case_id=nobodys, reason="Tanda bahaya.", by=unit.dedi, at=now())
    day = now().date() + timedelta(days=2)
    leave = absences.record_leave(
        person=unit.dedi.id, from_day=day, until_day=day, stand_in=unit.joko.id, by=unit.dedi,
        at=now(),
    )  # fmt: skip
    return {"visit_id": [visit], "opening_id": [opened], "leave_id": [leave]}


def _given_and_sheltered(unit: build.Unit, case_id: UUID, item: str) -> None:
    """A service with its cost, and a stay in the shelter that is running."""
    signed: dict[str, Any] = {"at": unit.at, "by": unit.dedi.id.hex}
    given = e.ServiceGiven(
        **signed, service="L5", detail="KPS", item=item, id=random_id().hex, minutes=60,
        place="RMH", on=unit.at.date().isoformat(), note="Anak mau bercerita sedikit.",
    )  # fmt: skip
    cost = e.CostNoted(
        **signed, id=random_id().hex, service="", budget="DMP", amount=150_000,
        evidence="KW-12/XI/2026",
    )  # fmt: skip
    done: dict[str, Any] = {"case_id": case_id, "by": unit.dedi, "at": unit.at}
    services.give_service(service=given, costs=[cost], **done)
    stay = e.Sheltered(
        **signed, stay=random_id().hex, reasons=("KLG", "JIW"), begins=unit.at,
        until=(unit.at.date() + timedelta(days=7)).isoformat(),
    )  # fmt: skip
    shelter.enter_shelter(stay=stay, place="Rumah aman contoh", **done)


def _before_police_and_court(unit: build.Unit, case_id: UUID) -> None:
    """Something in each part of the legal track."""
    track.staged(unit, case_id, "H4", institution="Polres, Unit PPA", number="LP/12/XI/2026")
    wrong = track.staged(unit, case_id, "H30")
    undone: dict[str, Any] = {"reason": "Milik kasus lain.", "instead": None}
    legal.correct_legal_stage(case_id=case_id, of=wrong, **undone, by=unit.dedi, at=unit.at)
    track.ended(unit, case_id, track.planned(unit, case_id, kind="BAP"))
    track.planned(unit, case_id, starts_at=now() + timedelta(hours=3))
    track.letter(unit, case_id)
    claim = track.asked(unit, case_id, amount=40_000_000)
    track.decided(unit, case_id, claim, "partly", 25_000_000)
    track.asked(unit, case_id, "protection")
    track.takedown(unit, case_id)


def _looked_after(unit: build.Unit, case_id: UUID) -> None:
    """An assessment in the middle, a safety plan, and another child at home."""
    who: dict[str, Any] = {"case_id": case_id, "by": unit.dedi, "at": unit.at}
    assessing.begin_assessment(instrument=ASSESSMENT, **who)
    typed = {"child_wishes": (f"Pulang ke {LONG_NAME}.",)}
    assessing.save_part(instrument=ASSESSMENT, part="words", typed=typed, **who)
    review = unit.at.date() + timedelta(days=30)
    told = safety.SafetyTold("", LONG_NAME, "Ke tetangga.", "", review, ("child",))
    safety.plan_safety(told=told, **who)
    safety.list_child(called=LONG_NAME, age="7", relation="Adik", **who)


def _referrals(unit: build.Unit, cases: Sequence[object]) -> Named:
    """A referral that waits for its basis, and one that the partner can open."""
    load_directory(by=SYSTEM, at=unit.at)
    by = (now() + timedelta(days=3)).date().isoformat()
    case = UUID(str(cases[0]))
    waiting = drafted(unit, case, "PKM", answer_by=by)
    out = sent(unit, case, answer_by=by)
    return {"referral_id": [out.pk, waiting.pk], "agency_id": [UUID(question().agency)]}


def _conferences(unit: build.Unit, case_id: UUID) -> Named:
    """A conference that waits, one whose minutes are to be written, and one with its minutes."""
    team.add_specialist(case_id=case_id, person_id=unit.ayu.id, by=unit.ratna, at=unit.at)
    waiting, held = holding.called(unit, case_id), holding.held(unit, case_id)
    written = holding.written(unit, case_id)
    holding.decided(unit, written)
    invitation = holding.invited(unit, waiting)
    return {
        "conference_id": [waiting, held, written],
        "invitation_id": [UUID(invitation)],
    }


def _rights(unit: build.Unit) -> Named:
    """A request in every state, and a destruction that waits and one that was done."""
    told = Asked(
        at=unit.at, by="", asks="access", name=LONG_NAME, relation="parent",
        identified="document", child=LONG_NAME, words="Minta lihat berkas.",
    )  # fmt: skip
    taken = [rights.take_request(told=told, by=unit.siti, at=unit.at) for _ in range(2)]
    done: dict[str, Any] = {"request_id": taken[1], "by": unit.ratna, "at": unit.at}
    rights.look_for_file(code="", **done)
    refused = Answer(Outcome.REFUSED, Ground.NOTHING_KNOWN, "Tidak ada berkas.")
    rights.decide(answer=refused, **done)
    old = unit.at - timedelta(days=900)
    reports = [build.read(unit, build.received(unit)) for _ in range(2)]
    for report in reports:
        triage.decide_without_case(
            report_id=report.pk, version=report.version, by=unit.siti, at=unit.at,
            decision=build.decision(unit, "information_only"),
        )  # fmt: skip
    Report.objects.filter(pk__in=[one.pk for one in reports]).update(decided_day=old.date())
    batches = [
        retention.propose(roots=[one.pk], reason="Habis.", by=unit.ratna, at=unit.at)
        for one in reports
    ]
    retention.approve(batch_id=batches[1], words="", by=unit.farida, at=unit.at)
    return {"request_id": taken, "batch_id": batches}


def _watched(unit: build.Unit) -> Named:
    """An item that is asked about, contested and put right, one that ended; a kind of its own."""
    entry = Noticed(kind="PW01", village=HERE, name=LONG_NAME, age="11", note=LONG_NAME)
    items = [random_id() for _ in range(3)]
    for item in items:
        recording.record(item_id=item, entry=entry, by=unit.nur, at=unit.at)
    done: dict[str, Any] = {"by": unit.nurul, "at": unit.at}
    again = unit.at.date() + timedelta(days=40)
    watched.write_answer(
        item_id=items[0], answer=WatchAnswer.HELPING, words=LONG_NAME, told=LONG_NAME,
        again=again, **done,
    )  # fmt: skip
    righting.correct(item_id=items[0], fact="name", value="Rosna", reason="Kata ibunya.", **done)
    righting.contest(item_id=items[0], says="family", reason="Salah.", by=unit.nur, at=unit.at)
    watched.end(item_id=items[1], ending=Ending.UNTRUE, words="Tidak benar.", **done)
    return {"item_id": items, "kind": ["pw01"]}


def _village(unit: build.Unit) -> Named:
    """A group with a member and an activity."""
    first = unit.at.date()
    begun = {"by": unit.nurul, "at": unit.at, "formed_day": first, "place": HERE}
    group = form_group(**begun, decree_number="141/1001", decree_day=first)
    member = add_member(
        by=unit.halim, at=unit.at, group_id=group.pk, name=LONG_NAME, element="PKK",
        from_day=first,
    )  # fmt: skip
    done = record_activity(
        by=unit.nur, at=unit.at, group_id=group.pk, day=first, level="K", kind="KLS",
        strategy="4", counts=[Count("P", "U4", 14)],
    )  # fmt: skip
    met = record_meeting(
        by=unit.nur, at=unit.at, group_id=group.pk, day=first, attendance=9, present=[member.pk]
    )
    first_line = {"month": 5, "title": LONG_NAME, "level": "K", "strategy": "4", "target": 30}
    plan_activity(
        by=unit.halim, at=unit.at, group_id=group.pk, year=now().year, budget=1_500_000,
        source="APBDES", **first_line,
    )  # fmt: skip
    record_training(
        by=unit.halim, at=unit.at, member_id=member.pk, kind="DASAR", day=first, hours=8,
        issuer=LONG_NAME,
    )  # fmt: skip
    send_circular(by=unit.nurul, at=unit.at, title=LONG_NAME, text="Bawa rencana.")
    kept = add_photo(
        by=unit.nur, at=unit.at, kind="scene", name="a.png", raw=picture().read(),
        activity_id=done.pk,
    )  # fmt: skip
    for by, where in ((unit.nur, "Masjid"), (unit.halim, "Sekolah")):
        edit_activity(
            by=by, at=unit.at, activity_id=done.pk, seen=1, changes={"where": where}
        )  # fmt: skip
    return {
        "group_id": [group.pk],
        "submission_id": [_waits(unit)],
        "member_id": [member.pk],
        "activity_id": [done.pk],
        "meeting_id": [met.pk],
        "photo_id": [kept.pk],
        "which": [*LISTS],
    }


def _waits(unit: build.Unit) -> UUID:
    """A phone, and an entry of it about another village: it waits for the office."""
    given = enrol(label=LONG_NAME, device=None, by=unit.nur, at=unit.at)
    phone = Phone(given.device, "", ring.field_recipient())
    phone.carries(unit.nur.id, given)
    body = {"place": "12.10.08.2008", "day": unit.at.date().isoformat(), "attendance": 7}
    sent = phone.write("meeting", {**body, "minutes": LONG_NAME}, unit.nur.id)
    sealed = from_text(phone.outbox[sent.hex]["sealed"])
    envelope = Envelope(sent, unit.at, sealed, given.device)
    device = device_of(f"{given.device.hex}.{to_text(given.device_token or b'')}")
    assert device is not None
    keep(device=device, envelopes=[envelope], skew=0, at=unit.at)
    work_in_waiting(at=unit.at)
    return sent


def addresses(route: Route, named: Named) -> Iterator[tuple[str, list[str]]]:
    """The pages of a route, each with the addresses that may show it, the likeliest first.

    A deed has its page in one state of a case and not in another, so each deed is a page.
    Raises KeyError for an argument that `furnish` does not know: a new route joins here.
    """
    wanted = [name for _kind, name in ARGUMENT.findall(route.path)]
    slugs: Sequence[object] = [*DEEDS] if route.name == "office:deed" else ["anak-pabolo"]
    kinds = [slug for slug in SLUGS if slug != "simfoni" or route.name != "office:case_letter"]
    pages = {"slug": slugs, "frame": named["frame"], "letter": kinds, "step": [*STEPS]}
    several = next((name for name in wanted if name in pages), "")
    for one in pages.get(several, [""]):
        rest = [named[name] if name != several else [one] for name in wanted]
        found = [dict(zip(wanted, values, strict=True)) for values in product(*rest)]
        asks = QUERIES.get(route.name, "")
        paths = [reverse(route.name, kwargs=kw) + asks for kw in found]
        yield f"{route.name} {one}".strip(), paths
        for side in SIDES.get(route.name, ()):
            yield f"{route.name} {side}", [path + side for path in paths]
