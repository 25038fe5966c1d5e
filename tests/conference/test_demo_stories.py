"""The two conferences of the demo come about through the actions, whatever stands around them."""

from datetime import timedelta

from pabolo.demo import conferring as stories
from pabolo.demo.cast import CAST
from pabolo.demo.scene import Scene
from pabolo.ground.agencies.actions import load_directory
from pabolo.programme.cases.actions import team
from pabolo.programme.cases.models import Conference
from pabolo.rules.actors import SYSTEM
from tests import builders as b


def test_the_demo_holds_one_and_waits_for_another(unit: b.Unit) -> None:
    load_directory(by=SYSTEM, at=unit.at)
    hers, his = b.opened(unit).case_id, b.assigned(unit)
    team.assign_worker(case_id=hers, worker_id=unit.maria.id, by=unit.ratna, at=unit.at)
    people = {one.username: getattr(unit, one.username).id for one in CAST}
    scene = Scene(1, 1, unit.at + timedelta(days=4), people, [hers, his])
    for story in stories.STORIES:
        assert list(story(scene))
    found = {row.case_id: row.state for row in Conference.objects.all()}
    assert found == {hers: "written", his: "called"}


def test_without_a_case_there_is_none(unit: b.Unit) -> None:
    people = {one.username: getattr(unit, one.username).id for one in CAST}
    for story in stories.STORIES:
        list(story(Scene(1, 1, unit.at, people, [])))
    assert not Conference.objects.exists()
