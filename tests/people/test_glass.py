"""Emergency openings: an hour, a reason, a review by another; never for who is kept out."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from pabolo.ground.accounts.actions.people import declare_kin
from pabolo.ground.accounts.kin import Kin
from pabolo.ground.audit.queries import entries
from pabolo.ground.duties.models import Duty
from pabolo.ground.lib.ids import display_code, span_of_code
from pabolo.ground.lib.refusals import Refused
from pabolo.ground.vault.actions import grant, revoke
from pabolo.ground.vault.queries import may_see
from pabolo.programme.cases.actions import glass, team
from pabolo.programme.cases.models import Case, GlassOpening, GlassReview
from pabolo.programme.cases.queries.glass import openings
from pabolo.programme.cases.queries.scope import folders_of, visible_to
from tests import builders as b
from tests.people.test_hand_over_and_leave import refused

REASON = "Anak dikejar pelaku, tim tidak bisa dihubungi."


def test_an_hour_with_a_reason_and_every_look_in_the_log(unit: b.Unit) -> None:
    case_id = b.assigned(unit)
    now = {"case_id": case_id, "at": unit.at}
    refused("access.no_reason", lambda: glass.break_glass(**now, reason=" ", by=unit.joko))
    refused("access.role", lambda: glass.break_glass(**now, reason=REASON, by=unit.ayu))
    refused("glass.in_team", lambda: glass.break_glass(**now, reason=REASON, by=unit.dedi))
    opening = glass.break_glass(**now, reason=REASON, by=unit.joko)
    assert glass.break_glass(**now, reason=REASON, by=unit.joko) == opening
    seen = glass.look_through(opening_id=opening, by=unit.joko, at=unit.at)
    assert seen.identity.name == "Anak Sepuluh Tahun"
    read = entries(limit=1)[0]
    assert (read.verb, read.facets) == ("case.glass_read", ("identity", "location"))
    assert not visible_to(unit.joko).filter(pk=case_id).exists()
    with pytest.raises(GlassOpening.DoesNotExist):
        glass.look_through(opening_id=opening, by=unit.maria, at=unit.at)
    almost, after = unit.at + timedelta(minutes=59), unit.at + timedelta(minutes=60)
    glass.look_through(opening_id=opening, by=unit.joko, at=almost)
    refused("glass.over", lambda: glass.look_through(opening_id=opening, by=unit.joko, at=after))


def test_who_is_kept_out_reads_what_an_unknown_code_reads(unit: b.Unit) -> None:
    case_id = b.assigned(unit)
    declare_kin(kin=[Kin("Anak Sepuluh Tahun")], by=unit.joko, at=unit.at)
    with pytest.raises(Refused) as kin:
        glass.break_glass(case_id=case_id, reason=REASON, by=unit.joko, at=unit.at)
    with pytest.raises(Refused) as unknown:
        glass.case_of_code("K-000-000")
    assert kin.value.refusal == unknown.value.refusal
    assert kin.value.refusal.code == "glass.not_found"


def test_kept_out_meanwhile_the_opening_is_shut(unit: b.Unit) -> None:
    case_id = b.assigned(unit)
    opening = glass.break_glass(case_id=case_id, reason=REASON, by=unit.joko, at=unit.at)
    declare_kin(kin=[Kin("Anak Sepuluh Tahun")], by=unit.joko, at=unit.at)
    refused("access.none", lambda: glass.look_through(opening_id=opening, by=unit.joko, at=unit.at))


def test_by_code_and_by_the_name_that_was_searched(unit: b.Unit) -> None:
    case_id = b.assigned(unit)
    assert glass.case_of_code(display_code("K", case_id).lower()) == case_id
    assert glass.case_of_name("Anak Sepuluh Tahun", by=unit.joko, at=unit.at) == case_id
    refused("glass.not_found", lambda: glass.case_of_name("Zulfikar", by=unit.joko, at=unit.at))
    assert span_of_code("K-1") is None


def test_a_supervisor_other_than_the_opener_reviews_within_a_day(unit: b.Unit) -> None:
    case_id = b.assigned(unit)
    opening = glass.break_glass(case_id=case_id, reason=REASON, by=unit.joko, at=unit.at)
    duty = Duty.objects.filter(folder_id=case_id, state="open", owner_post="supervisor")
    assert duty.filter(due_day=(unit.at + timedelta(days=1)).date()).exists()
    now = {"case_id": case_id, "opening": opening.hex, "justified": True, "at": unit.at}
    refused("access.role", lambda: glass.review_glass(**now, follows="a", by=unit.dedi))
    refused("glass.no_follow", lambda: glass.review_glass(**now, follows=" ", by=unit.ratna))
    glass.review_glass(**now, follows="Tidak ada; tim diberi tahu.", by=unit.ratna)
    refused("glass.reviewed", lambda: glass.review_glass(**now, follows="a", by=unit.ratna))
    seen = openings(unit.agus)
    assert [(one.person, one.justified, one.known) for one in seen] == [(unit.joko.id, True, False)]
    assert openings(unit.ratna)[0].known


def test_a_supervisor_does_not_review_what_they_opened(unit: b.Unit) -> None:
    case_id = b.assigned(unit)
    folders = folders_of(Case.objects.get(pk=case_id))
    for _kind, folder in folders:
        revoke(folder=folder, people=[unit.ratna.id, unit.hendra.id], day=unit.at.date())
    opening = glass.break_glass(case_id=case_id, reason=REASON, by=unit.ratna, at=unit.at)
    assert may_see(unit.hendra, case_id), "the acting supervisor is let in as the second"
    assert not may_see(unit.ratna, case_id)
    for kind, folder in folders:
        grant(
            folder=folder, subject=kind, people=[unit.ratna.id], basis="oversight",
            day=unit.at.date(),
        )  # fmt: skip
    now = {"case_id": case_id, "opening": opening.hex, "justified": True, "at": unit.at}
    refused("glass.own", lambda: glass.review_glass(**now, follows="a", by=unit.ratna))
    glass.review_glass(**now, follows="Wajar.", by=unit.hendra)


def test_the_database_holds_the_hour_and_the_second_person(unit: b.Unit) -> None:
    case_id = b.assigned(unit)
    opening = glass.break_glass(case_id=case_id, reason=REASON, by=unit.joko, at=unit.at)
    joko = unit.joko.id
    row = {"case_id": case_id, "person_id": joko, "from_at": unit.at}
    with pytest.raises(IntegrityError), transaction.atomic():
        GlassOpening.objects.create(**row, minutes=61)
    own = {"opener_id": joko, "reviewer_id": joko, "justified": True, "day": unit.at.date()}
    with pytest.raises(IntegrityError), transaction.atomic():
        GlassReview.objects.create(opening_id=opening, **own)
    with pytest.raises(Exception, match="append-only"), transaction.atomic():
        GlassOpening.objects.filter(pk=opening).update(minutes=1)


def test_who_joins_the_team_opens_it_as_usual(unit: b.Unit) -> None:
    case_id = b.assigned(unit)
    team.assign_worker(case_id=case_id, worker_id=unit.joko.id, by=unit.ratna, at=unit.at)
    refused(
        "glass.in_team",
        lambda: glass.break_glass(case_id=case_id, reason=REASON, by=unit.joko, at=unit.at),
    )
