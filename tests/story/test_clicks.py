"""Three tasks of each post, walked in a browser: at most four presses from *Hari ini*.

The steps are the table from which the manual's page is written. What is counted is what the
browser was told to press, and nothing else is pressed.
"""

import re
from collections import Counter
from dataclasses import replace
from datetime import timedelta

import pytest
from playwright.sync_api import Browser
from pytest_django.live_server_helper import LiveServer

from pabolo.doors.command.clicks import MOST, TASKS, Does, Step, Task, follow, page
from pabolo.doors.command.root import ROOT
from pabolo.ground.lib.clock import WIB, now
from pabolo.ground.lib.ids import display_code
from pabolo.ground.policy.actions import load_codes
from pabolo.programme.cases.actions import care, leading, plan, team
from pabolo.programme.cases.queries.files import open_file
from pabolo.rules.actors import SYSTEM
from tests import builders as build
from tests.story.visitor import Visitor

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
WIDE = 1280


def world() -> dict[str, str]:
    """A unit with something to do for every post; the words that a walk writes."""
    unit = build.staffed_unit(now() - timedelta(days=5))
    load_codes(by=SYSTEM, at=unit.at)
    build.received(unit)
    build.opened(unit)
    build.assigned(unit)
    case = build.assigned(unit, build.SEXUAL, sexual=True)
    for who in (unit.ayu, unit.lestari):
        team.add_specialist(case_id=case, person_id=who.id, by=unit.ratna, at=unit.at)
    care.record_consent(case_id=case, consent=build.basis(unit), by=unit.dedi, at=unit.at)
    open_file(case_id=case, by=unit.dedi, at=now().astimezone(WIB).replace(hour=23))
    _planned(unit)
    _light(unit)
    here = now().astimezone(WIB)
    return {
        "{kasus}": display_code("K", case),
        "{kini}": here.strftime("%Y-%m-%dT%H:%M"),
        "{hari}": here.date().isoformat(),
    }


def _planned(unit: build.Unit) -> None:
    """A case whose plan waits for its approval."""
    case = build.assessed(unit)
    plan.add_items(case_id=case, items=[build.plan_item(unit)], by=unit.dedi, at=unit.at)
    plan.propose_plan(case_id=case, child_agreed=True, by=unit.dedi, at=unit.at)


def _light(unit: build.Unit) -> None:
    """A case that is led in SIMFONI."""
    case = build.assigned(unit)
    leading.make_light(case_id=case, reason="Sudah di sana.", by=unit.dedi, at=unit.at)


class Walker(Visitor):
    """A visitor who counts what they press."""

    pressed = 0

    def take(self, step: Step, words: dict[str, str]) -> None:
        """Do one step of a task."""
        value = words.get(step.value, step.value)
        {
            Does.FOLLOW: lambda: self._goes(self.follow_in_order, step.name),
            Does.PRESS: lambda: self._goes(self.press, step.name),
            Does.OPEN: lambda: self._counted(self.unfold, step.name),
            Does.WRITE: lambda: self.fill(step.name, value),
            Does.CHOOSE: lambda: self.choose(step.name, value),
            Does.PICK: lambda: self.pick(step.name, value),
        }[step.does]()

    def _goes(self, do, name: str) -> None:  # type: ignore[no-untyped-def]
        """A press that leads on: the next step waits for its page, however slow the machine."""
        with self.page.expect_navigation():
            self._counted(do, name)

    def _counted(self, do, name: str) -> None:  # type: ignore[no-untyped-def]
        self.pressed += 1
        do(name)

    def follow_in_order(self, name: str) -> None:
        """The next step of a row; else a link of the page; else of its navigation."""
        main = self.page.locator("main")
        for place in (main.locator("a.act, a.btn"), main.locator("a"), self.page.locator("a")):
            links = place.filter(has_text=re.compile(rf"^\s*{re.escape(name)}"), visible=True)
            if links.count():
                links.first.click()
                return
        raise AssertionError(f"no link {name!r} at {self.address}")

    def unfold(self, name: str) -> None:
        """What stands folded under these words."""
        self.page.locator("summary").filter(has_text=name).first.click()


def walk(walker: Walker, task: Task, words: dict[str, str]) -> int:
    """From Today to done; how many presses it took."""
    walker.go("/dinas/")
    walker.heading("Hari ini")
    before = walker.pressed
    for step in task.steps:
        walker.take(step, words)
    walker.sees(task.done)
    return walker.pressed - before


@pytest.mark.timeout(600)
def test_every_task_is_done_in_four_presses_from_today(
    browser: Browser, live_server: LiveServer
) -> None:
    words = world()
    took: dict[str, int] = {}
    for who in dict.fromkeys(task.who for task in TASKS):
        with Walker(browser, live_server, WIDE, who=who) as walker:
            for task in (one for one in TASKS if one.who == who):
                took[f"{task.post}: {task.text}"] = walk(walker, task, words)
    assert {name: count for name, count in took.items() if count > MOST} == {}
    assert took == {f"{one.post}: {one.text}": len(one.presses) for one in TASKS}


def test_each_post_has_three_tasks_and_the_manual_says_them() -> None:
    assert set(Counter(task.post for task in TASKS).values()) == {3}
    assert len({task.post for task in TASKS}) == 9
    assert (ROOT / "docs/panduan/langkah.md").read_text() == page()


def test_a_task_of_five_presses_is_caught(browser: Browser, live_server: LiveServer) -> None:
    """The broken variant: a detour is counted, and the table would not say so."""
    words = world()
    task = next(one for one in TASKS if one.who == "agus")
    there_and_back = (follow("Seluruh catatan"), follow("Hari ini"))
    with Walker(browser, live_server, WIDE, who="agus") as agus:
        assert walk(agus, replace(task, steps=(*there_and_back, *task.steps)), words) > MOST
