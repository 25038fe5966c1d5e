"""What each post watches beside its duties: counts, each with the list behind it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.urls import reverse
from django.utils.translation import gettext as _

from pabolo.doors.office.oversight.signs import waiting_for
from pabolo.doors.office.oversight.words import when_of
from pabolo.doors.office.settings.state import calendar_warning
from pabolo.doors.shared.formats import day, moment
from pabolo.ground.accounts import queries as accounts
from pabolo.ground.accounts.labels import ROLES
from pabolo.ground.audit import queries as audit
from pabolo.ground.lib.clock import day_of
from pabolo.programme.cases.queries.desk import without_next_step, without_worker
from pabolo.programme.network.queries.standing import group_lines
from pabolo.record.figures import queries as figures
from pabolo.record.innovations import queries as innovations
from pabolo.rules.access import VERBS, Verb, may_do
from pabolo.rules.actors import Actor
from pabolo.rules.policy import CALENDAR_KEEPERS
from pabolo.rules.releases import EDITORIAL_STEPS, RELEASE_STEPS
from pabolo.rules.vocabulary import Role

BACKUP_WITHIN = timedelta(days=7)
POSTS_WITHIN = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class Late:
    """With whom something is past due: a name or a post, how the list is asked for, how much."""

    name: str
    key: str
    count: int


@dataclass(frozen=True, slots=True)
class Line:
    """One thing to look at. `urgent`: it asks for somebody today."""

    text: str
    value: str
    link: str = ""
    urgent: bool = False


@dataclass(frozen=True, slots=True)
class Panel:
    """Some lines under a heading, the way on, and what is true when there is none."""

    title: str
    lines: Sequence[Line]
    empty: str
    link: str = ""
    way: str = ""


@dataclass(frozen=True, slots=True)
class Unit:
    """How the unit stands, for those who oversee it."""

    idle_reports: int
    idle_cases: int
    nobody: int
    late: Sequence[Late]


def unit_of(actor: Actor, late: Sequence[Late]) -> Unit | None:
    """What a supervisor watches; None for everybody else."""
    if may_do(actor, Verb.SEE_OVERDUE) is not None:
        return None
    reports, cases = without_next_step(actor)
    return Unit(reports, cases, without_worker(actor).count(), late)


def _releases(actor: Actor, at: datetime) -> Panel:
    """Releases on which this post has the next step."""
    mine = {now.value for (now, _to), step in RELEASE_STEPS.items() if actor.has(*step.roles)}
    rows = figures.all_releases().exclude(state__in=("published", "withdrawn"))
    waiting = [one for one in rows if one.state in mine]
    lines = [
        Line(one.code, _("your step"), reverse("office:release", args=[one.pk])) for one in waiting
    ]
    way = reverse("office:releases")
    return Panel(_("Releases"), lines, _("No release waits for you."), way, _("All releases"))


def _record(actor: Actor, at: datetime) -> Panel:
    """Texts of the record on which this post has the next step."""
    mine = {now for (now, _to), step in EDITORIAL_STEPS.items() if actor.has(*step.roles)}
    lines = [
        Line(innovation.name, _("your step"), reverse("office:record", args=[innovation.slug]))
        for innovation, _published in innovations.innovations()
        for view in innovations.revisions(innovation.slug)
        if view.state in mine and view.state.value not in ("published", "superseded")
    ]
    way = reverse("office:records")
    return Panel(_("Innovation record"), lines, _("No text waits for you."), way, _("The record"))


def _network(actor: Actor, at: datetime) -> Panel:
    """Groups that have not met within the window, or whose decree ended."""
    groups = group_lines(actor, day_of(at))
    still = sum(not one.active for one in groups)
    way = reverse("office:groups")
    lines = [Line(_("Groups that are not active now"), str(still), way)] if still else []
    return Panel(_("PATBM groups"), lines, _("Every group is active."), way, _("All groups"))


def _readings(actor: Actor, at: datetime) -> Panel:
    """Unusual readings that nobody answered yet."""
    waiting = waiting_for(actor, at)
    way = reverse("office:signs")
    lines = [Line(_("Signs to look at"), str(waiting), way)] if waiting else []
    log = reverse("office:reading_log")
    return Panel(_("Who read what"), lines, _("Nothing unusual waits."), log, _("The whole log"))


def _server(actor: Actor, at: datetime) -> Panel:
    """Whether the copies and the log are in order, as far as the log tells."""
    week = [day_of(at) - timedelta(days=number) for number in range(BACKUP_WITHIN.days + 1)]
    made = next((one for one in audit.on_days(week) if one.verb == "backup.make"), None)
    signed = audit.last_checkpoint()
    backup = when_of(made.when) if made else _("none for 7 days: run ./pabolo backup")
    return Panel(
        _("The server"),
        [
            Line(_("Last backup"), backup, urgent=made is None),
            Line(_("Log last signed"), moment(signed.at) if signed else _("not yet")),
            Line(_("Check of log and keys"), _("run ./pabolo verify")),
        ],
        "",
    )


def _posts(actor: Actor, at: datetime) -> Panel:
    """Posts that end soon: a duty must never be left without somebody."""
    today = day_of(at)
    ending = accounts.posts_ending(today, today + POSTS_WITHIN)
    lines = [
        Line(f"{name}, {ROLES[role]}", day(last), reverse("office:person", args=[who]))
        for who, name, role, last in ending
    ]
    way = reverse("office:people")
    return Panel(
        _("Posts ending soon"), lines, _("No post ends within 30 days."), way, _("All accounts")
    )


def _calendar(actor: Actor, at: datetime) -> Panel | None:
    """That the known national calendar ends soon; nothing while it reaches far enough."""
    warning = calendar_warning(day_of(at))
    if not warning:
        return None
    way = reverse("office:calendar_import")
    line = Line(warning, _("take it in"), way, urgent=True)
    return Panel(_("Calendar"), [line], "", reverse("office:calendar"), _("The calendar"))


type Make = Callable[[Actor, datetime], Panel | None]
PANELS: Sequence[tuple[frozenset[Role], Make]] = (
    (frozenset({Role.DATA, Role.PUBLISHER, Role.VERIFIER}), _releases),
    (frozenset({Role.PROGRAMME, Role.VERIFIER, Role.PUBLISHER}), _record),
    (frozenset({Role.PROGRAMME}), _network),
    (CALENDAR_KEEPERS, _calendar),
    (VERBS[Verb.INSPECT_AUDIT], _readings),
    (VERBS[Verb.MANAGE_PEOPLE], _server),
    (VERBS[Verb.MANAGE_PEOPLE], _posts),
)


def panels_of(actor: Actor, at: datetime) -> list[Panel]:
    """The panels of the posts that this person holds."""
    made = [make(actor, at) for roles, make in PANELS if actor.has(*roles)]
    return [panel for panel in made if panel is not None]
