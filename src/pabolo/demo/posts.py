"""People and posts on the day of the build: an emergency opening with its review, a leave to come,
a visit into danger today, a session with the psychologist."""

from datetime import timedelta
from typing import Any

from pabolo.demo.clockwork import Story
from pabolo.demo.scene import Scene
from pabolo.ground.lib.clock import day_of
from pabolo.ground.vault.queries import holders
from pabolo.programme.cases.actions import absences, clinical, glass, team, visits
from pabolo.programme.cases.facets import VisitPlan
from pabolo.programme.cases.queries.team import cases_of

PLACE = "Dusun seberang sungai; turun di dermaga, lalu jalan kaki sepuluh menit."
SESSION = "Anak menggambar rumah tanpa pintu. Belum mau bercerita tentang malam itu."
SUMMARY = "Anak perlu enam sesi lagi; jangan diminta mengulang cerita."


def emergency(scene: Scene) -> Story:
    """Somebody outside the team had to know yesterday where a child is; it was reviewed."""
    yield (at := scene.now - timedelta(hours=30))
    joko = scene.actor("joko", at)
    case_id = next(c for c in scene.cases_with("maria") if joko.id not in holders(c))
    reason = (
        "Ada telepon: pelaku menunggu di depan sekolah. Pendamping di rumah sakit tanpa sinyal."
    )
    opening = glass.break_glass(case_id=case_id, reason=reason, by=joko, at=at)
    yield (at := scene.now - timedelta(hours=21))
    glass.review_glass(
        case_id=case_id,
        opening=opening.hex,
        justified=True,
        follows="Nomor cadangan pendamping ditempel di ruang piket.",
        by=scene.actor("ratna", at),
        at=at,
    )


def leave_to_come(scene: Scene) -> Story:
    """A case worker goes on leave in two days; a colleague stands in."""
    yield (at := scene.now - timedelta(hours=5))
    first, joko, maria = day_of(at) + timedelta(days=2), scene.people["joko"], scene.people["maria"]
    own = [case.pk for case in cases_of(joko)]
    closed = absences.closed_to(dict.fromkeys(own, maria), at=at)
    absences.record_leave(
        person=joko,
        from_day=first,
        until_day=first + timedelta(days=4),
        stand_in=maria,
        per_case=dict.fromkeys(closed, scene.people["dedi"]),
        by=scene.actor("joko", at),
        at=at,
    )


def visit_into_danger(scene: Scene) -> Story:
    """Dedi goes across the river this afternoon, with a colleague, and reports safe by the evening."""
    yield (at := scene.now - timedelta(hours=3))
    dedi, joko = scene.actor("dedi", at), scene.people["joko"]
    own = scene.cases_with("dedi")
    closed = absences.closed_to(dict.fromkeys(own, joko), at=at)
    case_id = next(case for case in own if case not in closed)
    starts = scene.now + timedelta(hours=2)
    plan = VisitPlan(
        starts_at=starts,
        place_kind="home",
        danger="high",
        check_in_at=starts + timedelta(hours=3),
        if_silent="Hubungi kepala dusun, lalu Polsek.",
    )
    visits.plan_visit(case_id=case_id, plan=plan, place=PLACE, companion=joko, by=dedi, at=at)


def session(scene: Scene) -> Story:
    """The psychologist saw a child, wrote a note for herself and a summary for the team."""
    yield (at := scene.now - timedelta(hours=27))
    ayu = scene.people["ayu"]
    own = scene.cases_with("dedi")
    closed = absences.closed_to(dict.fromkeys(own, ayu), at=at)
    case_id = next(case for case in reversed(own) if case not in closed)
    now: dict[str, Any] = {"case_id": case_id, "at": at}
    if ayu not in holders(case_id):
        team.add_specialist(
            **now, person_id=ayu, reason="Anak sulit tidur.", by=scene.actor("ratna", at)
        )
    clinical.record_session(
        **now,
        on=day_of(at),
        note=SESSION,
        summary=SUMMARY,
        title="Ringkasan dan saran psikolog",
        by=scene.actor("ayu", at),
    )


STORIES = (emergency, leave_to_come, visit_into_danger, session)
