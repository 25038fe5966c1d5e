"""One of everything that a page can be about, in every state that opens a form."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import timedelta
from itertools import product
from uuid import UUID

from django.urls import reverse

from pabolo.doors.command.routes import Route
from pabolo.doors.office.cases.deeds import DEEDS
from pabolo.doors.public.components import FRAMES
from pabolo.ground.agencies.actions import load_directory
from pabolo.ground.attachments.models import File
from pabolo.ground.lib.clock import now
from pabolo.ground.policy.actions import load_codes
from pabolo.programme.cases.actions import closing, plan
from pabolo.programme.network import actions as network
from pabolo.record.figures.actions import load_release_zero
from pabolo.record.innovations.actions import load_seed_record
from pabolo.rules.activities import Count
from pabolo.rules.actors import SYSTEM
from tests import builders as build
from tests.referrals.conftest import drafted, question, sent
from tests.safety.matrix import ARGUMENT, _report

LONG_NAME = "Rosna Wati Sukmaningtyas Hutahaean"
HERE = "12.10.19.1001"
# A page that shows what is asked for, and is not there when nothing is.
QUERIES = {"office:figure_list": "?apa=VAC_N"}
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
        **_referrals(unit, cases),
        "report_id": [*reports, told],
        "file_id": [File.objects.get(folder_id=told).pk],
        "release_id": [load_release_zero(by=SYSTEM, at=unit.at).pk],
        "code": ["0"],
        "person_id": [unit.dedi.id],
        "key": ["network.active_window_days"],
        "of_list": ["violence_form"],
        "frame": sorted(FRAMES),
        **_village(unit),
    }


def _cases(unit: build.Unit) -> list[object]:
    """A case at each step of its life."""
    proposed = build.assessed(unit)
    item = build.plan_item(unit)
    plan.add_items(case_id=proposed, items=[item], by=unit.dedi, at=unit.at)
    plan.propose_plan(case_id=proposed, child_agreed=True, by=unit.dedi, at=unit.at)
    asked = build.served(unit)
    closing.ask_closure(case_id=asked, asked=build.closure(unit), by=unit.dedi, at=unit.at)
    running, _item = build.planned(unit, build.SEXUAL, sexual=True)
    return [running, proposed, asked, build.closed(unit), build.opened(unit).case_id]


def _referrals(unit: build.Unit, cases: Sequence[object]) -> Named:
    """A referral that waits for its basis, and one that the partner can open."""
    load_directory(by=SYSTEM, at=unit.at)
    by = (now() + timedelta(days=3)).date().isoformat()
    case = UUID(str(cases[0]))
    waiting = drafted(unit, case, "PKM", answer_by=by)
    out = sent(unit, case, answer_by=by)
    return {"referral_id": [out.pk, waiting.pk], "agency_id": [UUID(question().agency)]}


def _village(unit: build.Unit) -> Named:
    """A group with a member and an activity."""
    first = unit.at.date()
    begun = {"by": unit.nurul, "at": unit.at, "formed_day": first, "place": HERE}
    group = network.form_group(**begun, decree_number="141/1001", decree_day=first)
    member = network.add_member(
        by=unit.halim, at=unit.at, group_id=group.pk, name=LONG_NAME, element="PKK",
        from_day=first,
    )  # fmt: skip
    done = network.record_activity(
        by=unit.nur, at=unit.at, group_id=group.pk, day=first, level="K", kind="KLS",
        strategy="4", counts=[Count("P", "U4", 14)],
    )  # fmt: skip
    return {"group_id": [group.pk], "member_id": [member.pk], "activity_id": [done.pk]}


def addresses(route: Route, named: Named) -> Iterator[tuple[str, list[str]]]:
    """The pages of a route, each with the addresses that may show it, the likeliest first.

    A deed has its page in one state of a case and not in another, so each deed is a page.
    Raises KeyError for an argument that `furnish` does not know: a new route joins here.
    """
    wanted = [name for _kind, name in ARGUMENT.findall(route.path)]
    slugs: Sequence[object] = [*DEEDS] if route.name == "office:deed" else ["anak-pabolo"]
    pages = {"slug": slugs, "frame": named["frame"]}
    several = next((name for name in wanted if name in pages), "")
    for one in pages.get(several, [""]):
        rest = [named[name] if name != several else [one] for name in wanted]
        found = [dict(zip(wanted, values, strict=True)) for values in product(*rest)]
        asks = QUERIES.get(route.name, "")
        paths = [reverse(route.name, kwargs=kw) + asks for kw in found]
        yield f"{route.name} {one}".strip(), paths
