"""Access is granted, not withheld: the names are read before anything is listed."""

from collections.abc import Callable
from uuid import UUID

import pytest

from pabolo.ground.accounts.actions.people import declare_kin
from pabolo.ground.accounts.kin import Kin
from pabolo.ground.audit.queries import readings_of
from pabolo.ground.duties.queries import open_of
from pabolo.ground.vault.queries import holders
from pabolo.programme.intake.actions.admission import admit_waiting
from pabolo.programme.intake.actions.matches import decide_match
from pabolo.programme.intake.actions.newcomers import grant_newcomers
from pabolo.programme.intake.models import Report
from pabolo.programme.intake.queries.scope import visible_to
from pabolo.rules.actors import Actor
from pabolo.rules.vocabulary import Role
from tests.intake.conftest import NOW, hire, only_report, told


def sees(actor: Actor) -> set[UUID]:
    return set(visible_to(actor).values_list("id", flat=True))


def test_nothing_is_listed_before_admission_and_everybody_eligible_after(
    office: list[Actor], send: Callable[..., str]
) -> None:
    send(told())
    assert not any(sees(actor) for actor in office)
    assert admit_waiting(at=NOW) == 1
    siti, budi, ratna, head = office
    report = only_report()
    assert holders(report) == {siti.id: "duty", budi.id: "duty", ratna.id: "oversight"}
    assert not sees(head), "the head of the agency is needed only where no supervisor is left"


def test_admitting_twice_changes_nothing(office: list[Actor], send: Callable[..., str]) -> None:
    send(told())
    assert [admit_waiting(at=NOW), admit_waiting(at=NOW)] == [1, 0]
    assert open_of([only_report()]).count() == 1


def test_a_reporter_who_names_a_staff_member_is_never_read_by_them(
    office: list[Actor], send: Callable[..., str]
) -> None:
    siti, budi, ratna, _head = office
    send(told(accused="Budi Santoso Ritonga"))
    admit_waiting(at=NOW)
    assert not sees(budi)
    assert sees(siti) and sees(ratna)


def test_a_staff_member_named_in_the_middle_of_a_story_is_kept_out(
    office: list[Actor], send: Callable[..., str]
) -> None:
    siti, budi, _ratna, _head = office
    send(told("tetangga saya bilang pak budi santosa ritonga sering memukul anaknya"))
    admit_waiting(at=NOW)
    assert not sees(budi) and sees(siti)


def test_a_reporter_who_names_an_activist_of_the_village_stays_hidden_from_them(
    office: list[Actor], nur: Actor, send: Callable[..., str]
) -> None:
    send(told(accused="Nur Aisyah Munthe"))
    admit_waiting(at=NOW)
    assert not sees(nur)
    assert nur.id not in holders(only_report())
    assert sees(office[0])


def test_declared_kin_of_an_officer_keep_the_officer_out(
    office: list[Actor], send: Callable[..., str]
) -> None:
    siti, budi, _ratna, _head = office
    declare_kin(kin=[Kin("Tigor Marpaung", "ipar")], by=siti, at=NOW)
    send(told(accused="Tigor Marpaung"))
    admit_waiting(at=NOW)
    assert not sees(siti) and sees(budi)


def test_an_unclear_match_goes_to_a_supervisor_outside_it_until_decided(
    office: list[Actor], send: Callable[..., str]
) -> None:
    siti, budi, ratna, _head = office
    send(told(accused="Budi Ritonga"))
    admit_waiting(at=NOW)
    report = only_report()
    assert holders(report) == {ratna.id: "oversight"}
    version = Report.objects.get().version
    decide_match(
        report_id=report,
        version=version,
        person=budi.id,
        is_meant=False,
        reason="Orang lain; alamatnya di kecamatan lain.",
        by=ratna,
        at=NOW,
    )
    assert sees(siti) and sees(budi)


def test_where_everybody_is_named_the_head_of_the_agency_reads(
    office: list[Actor], send: Callable[..., str]
) -> None:
    head = office[-1]
    names = "Siti Rahmawani Hasibuan, Budi Santosa Ritonga dan Ratna Dewi Siregar"
    send(told(f"Yang saya lihat: {names}."))
    admit_waiting(at=NOW)
    assert holders(only_report()) == {head.id: "oversight"}


@pytest.mark.parametrize("story", ["Siti anak tetangga", "si budi kecil", "Dewi menangis"])
def test_a_common_first_name_in_a_story_keeps_nobody_out(
    office: list[Actor], send: Callable[..., str], story: str
) -> None:
    send(told(story))
    admit_waiting(at=NOW)
    assert sees(office[0]) and sees(office[1]) and sees(office[2])


def test_the_scan_is_in_the_log_before_the_grant(
    office: list[Actor], send: Callable[..., str]
) -> None:
    send(told())
    admit_waiting(at=NOW)
    verbs = [entry.verb for entry in reversed(readings_of(only_report()))]
    assert verbs == ["report.scanned", "report.admitted"]


def test_a_report_waits_where_nobody_works_yet(send: Callable[..., str]) -> None:
    send(told())
    admit_waiting(at=NOW)
    assert holders(only_report()) == {}
    assert open_of([only_report()]).exists()


def test_who_is_hired_later_gets_the_open_reports_that_do_not_name_them(
    office: list[Actor], send: Callable[..., str]
) -> None:
    send(told(accused="Halomoan Tua Pakpahan"))
    send(told())
    admit_waiting(at=NOW)
    named = hire("halomoan", "Halomoan Tua Pakpahan", Role.INTAKE)
    other = hire("tiur", "Tiurma Sianipar", Role.INTAKE)
    grant_newcomers(at=NOW)
    assert (len(sees(named)), len(sees(other))) == (1, 2)
    assert grant_newcomers(at=NOW) == 0


def test_duties_climb_to_who_may_read_and_come_back_once_it_is_clear(
    office: list[Actor], send: Callable[..., str]
) -> None:
    ratna = office[2]
    send(told(accused="Budi Ritonga"))
    admit_waiting(at=NOW)
    assert set(posts_owing()) == {"supervisor"}
    decide_match(
        report_id=only_report(),
        version=1,
        person=office[1].id,
        is_meant=True,
        reason="Ya, rekan kami.",
        by=ratna,
        at=NOW,
    )
    assert set(posts_owing()) == {"intake"}
    assert sees(office[0]) and not sees(office[1])


def posts_owing() -> list[str]:
    """Which posts owe something about the only report."""
    return list(open_of([only_report()]).values_list("owner_post", flat=True))
