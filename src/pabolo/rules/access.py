"""Who may do what, and who may see which side of a child's file?

Deny by default: what a table does not list is not allowed. A post alone opens nothing; a grant for
that one folder does, and exclusion beats every grant.
"""

from dataclasses import dataclass
from enum import StrEnum

from pabolo.rules.actors import Actor
from pabolo.rules.decisions import Refusal
from pabolo.rules.vocabulary import Facet, Role, Subject


class Verb(StrEnum):
    """What people do here, as far as posts decide it."""

    TAKE_REPORT = "take_report"
    READ_REPORT = "read_report"
    DECIDE_REPORT = "decide_report"
    ANSWER_REPORTER = "answer_reporter"
    RAISE_ALARM = "raise_alarm"
    ANSWER_ALARM = "answer_alarm"
    SEARCH_CHILD = "search_child"
    COMPARE_RECORDS = "compare_records"
    JOIN_RECORDS = "join_records"
    OPEN_CASE = "open_case"
    ASSIGN_WORKER = "assign_worker"
    WORK_CASE = "work_case"
    WRITE_HEALTH = "write_health"
    WRITE_LEGAL = "write_legal"
    WRITE_CLINICAL = "write_clinical"
    LOWER_RISK = "lower_risk"
    APPROVE_PLAN = "approve_plan"
    CLOSE_CASE = "close_case"
    REOPEN_CASE = "reopen_case"
    DECIDE_MATCH = "decide_match"
    GRANT_ACCESS = "grant_access"
    BREAK_GLASS = "break_glass"
    REVIEW_GLASS = "review_glass"
    EXPORT_CASE = "export_case"
    MAKE_LETTER = "make_letter"
    SEE_OVERDUE = "see_overdue"
    SEE_READINGS = "see_readings"
    ENTER_SIMFONI = "enter_simfoni"
    RECORD_ACTIVITY = "record_activity"
    LEAD_GROUP = "lead_group"
    SEE_VILLAGE_COUNTS = "see_village_counts"
    SEE_FIGURES = "see_figures"
    SEE_COSTS = "see_costs"
    PREPARE_RELEASE = "prepare_release"
    PUBLISH_RELEASE = "publish_release"
    EDIT_RECORD = "edit_record"
    VERIFY_CLAIM = "verify_claim"
    INSPECT_AUDIT = "inspect_audit"
    SET_POLICY = "set_policy"
    MANAGE_PEOPLE = "manage_people"
    HOLD = "hold"
    DESTROY = "destroy"
    APPROVE_DESTRUCTION = "approve_destruction"
    TAKE_REQUEST = "take_request"
    DECIDE_REQUEST = "decide_request"
    RECORD_WATCH = "record_watch"
    FOLLOW_WATCH = "follow_watch"
    COUNT_WATCH = "count_watch"
    SET_WATCH_KINDS = "set_watch_kinds"


_STAFF = (Role.INTAKE, Role.CASE_WORKER, Role.PSYCHOLOGIST, Role.LEGAL, Role.SUPERVISOR)

_SECONDS = (Role.SUPERVISOR, Role.AGENCY_HEAD, Role.PROVINCE_UNIT)

VERBS: dict[Verb, frozenset[Role]] = {
    Verb.TAKE_REPORT: frozenset({Role.INTAKE, Role.CASE_WORKER, Role.SUPERVISOR}),
    Verb.READ_REPORT: frozenset({Role.INTAKE, Role.SUPERVISOR}),
    Verb.DECIDE_REPORT: frozenset({Role.INTAKE, Role.SUPERVISOR}),
    Verb.ANSWER_REPORTER: frozenset({Role.INTAKE, Role.SUPERVISOR}),
    Verb.RAISE_ALARM: frozenset({Role.ACTIVIST, Role.GROUP_LEAD}),
    Verb.ANSWER_ALARM: frozenset({Role.INTAKE, Role.SUPERVISOR}),
    Verb.SEARCH_CHILD: frozenset(_STAFF),
    Verb.COMPARE_RECORDS: frozenset({Role.INTAKE, Role.CASE_WORKER, Role.SUPERVISOR}),
    Verb.JOIN_RECORDS: frozenset({Role.SUPERVISOR}),
    Verb.OPEN_CASE: frozenset({Role.INTAKE, Role.SUPERVISOR}),
    Verb.ASSIGN_WORKER: frozenset({Role.SUPERVISOR, Role.AGENCY_HEAD}),
    Verb.WORK_CASE: frozenset({Role.CASE_WORKER, Role.SUPERVISOR}),
    Verb.WRITE_HEALTH: frozenset({Role.PSYCHOLOGIST, Role.CASE_WORKER}),
    Verb.WRITE_LEGAL: frozenset({Role.LEGAL, Role.CASE_WORKER}),
    Verb.WRITE_CLINICAL: frozenset({Role.PSYCHOLOGIST}),
    Verb.LOWER_RISK: frozenset(_SECONDS),
    Verb.APPROVE_PLAN: frozenset(_SECONDS),
    Verb.CLOSE_CASE: frozenset(_SECONDS),
    Verb.REOPEN_CASE: frozenset({Role.INTAKE, Role.CASE_WORKER, Role.SUPERVISOR}),
    Verb.DECIDE_MATCH: frozenset({Role.SUPERVISOR, Role.AGENCY_HEAD}),
    Verb.GRANT_ACCESS: frozenset({Role.SUPERVISOR, Role.AGENCY_HEAD}),
    Verb.BREAK_GLASS: frozenset({Role.INTAKE, Role.CASE_WORKER, Role.SUPERVISOR}),
    Verb.REVIEW_GLASS: frozenset(_SECONDS),
    Verb.EXPORT_CASE: frozenset({Role.CASE_WORKER, Role.SUPERVISOR, Role.DATA}),
    Verb.MAKE_LETTER: frozenset(
        {Role.CASE_WORKER, Role.PSYCHOLOGIST, Role.LEGAL, Role.SUPERVISOR, Role.DATA}
    ),
    Verb.SEE_OVERDUE: frozenset({Role.SUPERVISOR, Role.AGENCY_HEAD}),
    Verb.SEE_READINGS: frozenset({Role.SUPERVISOR, Role.INSPECTOR}),
    Verb.ENTER_SIMFONI: frozenset({Role.DATA, Role.CASE_WORKER}),
    Verb.RECORD_ACTIVITY: frozenset({Role.ACTIVIST, Role.GROUP_LEAD, Role.PROGRAMME}),
    Verb.LEAD_GROUP: frozenset({Role.GROUP_LEAD, Role.PROGRAMME}),
    Verb.SEE_VILLAGE_COUNTS: frozenset({Role.VILLAGE_HEAD, Role.GROUP_LEAD, Role.PROGRAMME}),
    Verb.SEE_FIGURES: frozenset(
        {Role.DATA, Role.PROGRAMME, Role.SUPERVISOR, Role.AGENCY_HEAD, Role.PUBLISHER}
    ),
    Verb.SEE_COSTS: frozenset({Role.DATA, Role.SUPERVISOR, Role.AGENCY_HEAD}),
    Verb.PREPARE_RELEASE: frozenset({Role.DATA}),
    Verb.PUBLISH_RELEASE: frozenset({Role.PUBLISHER}),
    Verb.EDIT_RECORD: frozenset({Role.PROGRAMME}),
    Verb.VERIFY_CLAIM: frozenset({Role.VERIFIER}),
    Verb.INSPECT_AUDIT: frozenset({Role.INSPECTOR}),
    Verb.SET_POLICY: frozenset({Role.SUPERVISOR, Role.AGENCY_HEAD}),
    Verb.MANAGE_PEOPLE: frozenset({Role.ADMIN}),
    Verb.HOLD: frozenset({Role.AGENCY_HEAD, Role.LEGAL}),
    Verb.DESTROY: frozenset({Role.SUPERVISOR, Role.AGENCY_HEAD}),
    Verb.APPROVE_DESTRUCTION: frozenset(_SECONDS),
    Verb.TAKE_REQUEST: frozenset({Role.INTAKE, Role.SUPERVISOR}),
    Verb.DECIDE_REQUEST: frozenset({Role.SUPERVISOR, Role.AGENCY_HEAD}),
    Verb.RECORD_WATCH: frozenset({Role.ACTIVIST, Role.GROUP_LEAD}),
    Verb.FOLLOW_WATCH: frozenset({Role.PROGRAMME, Role.SUPERVISOR}),
    Verb.COUNT_WATCH: frozenset({Role.PROGRAMME, Role.SUPERVISOR, Role.AGENCY_HEAD, Role.DATA}),
    Verb.SET_WATCH_KINDS: frozenset({Role.PROGRAMME, Role.SUPERVISOR, Role.AGENCY_HEAD}),
}

# Clinical notes are in no post's table: only who wrote them, or was handed them, opens them.
# Minutes of a conference neither: `conference.opens_minutes` says who does.
_WHOLE = frozenset(Facet) - {Facet.CLINICAL, Facet.MEETING}
_SECOND = frozenset({Facet.NARRATIVE, Facet.CARE, Facet.LEGAL, Facet.STATS})

FACETS: dict[Role, frozenset[Facet]] = {
    Role.ACTIVIST: frozenset(),
    Role.GROUP_LEAD: frozenset(),
    Role.VILLAGE_HEAD: frozenset(),
    Role.INTAKE: frozenset(
        {
            Facet.IDENTITY,
            Facet.LOCATION,
            Facet.NARRATIVE,
            Facet.ACCUSED,
            Facet.STATS,
            Facet.CARE,
            Facet.FILES,
        }
    ),
    Role.CASE_WORKER: _WHOLE,
    Role.PSYCHOLOGIST: frozenset(
        {Facet.IDENTITY, Facet.NARRATIVE, Facet.HEALTH, Facet.STATS, Facet.CARE}
    ),
    Role.LEGAL: frozenset(
        {
            Facet.IDENTITY,
            Facet.NARRATIVE,
            Facet.ACCUSED,
            Facet.LEGAL,
            Facet.STATS,
            Facet.CARE,
            Facet.FILES,
        }
    ),
    Role.SUPERVISOR: _WHOLE,
    Role.AGENCY_HEAD: _SECOND,
    Role.PROVINCE_UNIT: _SECOND,
    Role.DATA: frozenset({Facet.IDENTITY, Facet.LOCATION, Facet.ACCUSED, Facet.STATS, Facet.CARE}),
    Role.PROGRAMME: frozenset(),
    Role.VERIFIER: frozenset(),
    Role.PUBLISHER: frozenset(),
    Role.INSPECTOR: frozenset(),
    Role.ADMIN: frozenset(),
}

# A watch-list item is no child's file: who passes it on to its owner agency opens it, and its
# writer in the village learns how it stands, never again whom it names.
_WATCHED = frozenset({Facet.IDENTITY, Facet.LOCATION, Facet.NARRATIVE, Facet.STATS, Facet.CARE})
WATCH_FACETS: dict[Role, frozenset[Facet]] = {
    Role.ACTIVIST: frozenset({Facet.CARE}),
    Role.GROUP_LEAD: frozenset({Facet.CARE}),
    Role.PROGRAMME: _WATCHED,
    Role.SUPERVISOR: _WATCHED,
    Role.AGENCY_HEAD: frozenset({Facet.NARRATIVE, Facet.STATS, Facet.CARE}),
    Role.PROVINCE_UNIT: frozenset({Facet.NARRATIVE, Facet.STATS, Facet.CARE}),
}

BREAK_GLASS_FACETS = frozenset({Facet.IDENTITY, Facet.LOCATION})
NOTHING_HERE = Refusal("access.none", "There is nothing here under this address.")
SHUT = Refusal("access.facet", "Your post does not open this part of the file.")
_STEP_UP_VERBS = frozenset(
    {Verb.EXPORT_CASE, Verb.MAKE_LETTER, Verb.BREAK_GLASS, Verb.GRANT_ACCESS}
)


@dataclass(frozen=True, slots=True)
class Standing:
    """How a person stands to one folder today.

    `granted`: a grant for this folder is in force. `excluded`: named in it, or kin to who is.
    `own_team`: the folder belongs to the person's own team. `glass_broken`: an emergency opening
    with a reason is running. `clinical`: the person wrote these clinical notes, or was handed them
    by who did. `minutes`: `conference.opens_minutes` says yes.
    """

    granted: bool = False
    excluded: bool = False
    own_team: bool = True
    glass_broken: bool = False
    clinical: bool = False
    minutes: bool = False


def may_do(actor: Actor, verb: Verb) -> Refusal | None:
    """Does a post of this person allow this act at all?

    What the act needs besides is asked by its own rule.

    Source: Permen PPPA 2/2022 (posts of the unit); deny by default.
    """
    if actor.has(*VERBS[verb]):
        return None
    return Refusal("access.role", "Your post does not allow this.")


def facets_of(actor: Actor) -> frozenset[Facet]:
    """Which sides of a file do this person's posts open, once a grant is there?

    Source: UU 11/2012 (SPPA), Pasal 19 (secrecy); UU 27/2022 (PDP), Pasal 16 (only as needed).
    """
    return frozenset().union(*(FACETS[role] for role in actor.roles))


def watch_facets_of(actor: Actor) -> frozenset[Facet]:
    """Which sides of a watch-list item do this person's posts open, once a grant is there?

    Source: UU 27/2022 (PDP), Pasal 16 (only as needed).
    """
    return frozenset().union(*(WATCH_FACETS.get(role, frozenset()) for role in actor.roles))


def opens(actor: Actor, subject: Subject) -> bool:
    """Does any post of this person open some side of this kind of folder, once granted?

    Source: as `facets_of` and `watch_facets_of`.
    """
    return bool(watch_facets_of(actor) if subject is Subject.WATCH else facets_of(actor))


def may_view_watch(actor: Actor, facet: Facet, *, granted: bool) -> Refusal | None:
    """May this person open this side of this watch-list item?

    Source: UU 27/2022 (PDP), Pasal 16 and 38; nobody in the village reads a name again.
    """
    if actor.system:
        return None
    if not granted or not watch_facets_of(actor):
        return NOTHING_HERE
    return None if facet in watch_facets_of(actor) else SHUT


def may_view(actor: Actor, facet: Facet, standing: Standing) -> Refusal | None:
    """May this person open this side of this file?

    The running system may, under its own read receipt. Exclusion beats everything; then a grant
    and the post's table, or an emergency opening for identity and place. Everybody else gets the
    answer of a file that does not exist.

    Source: UU 11/2012 (SPPA), Pasal 19; UU 12/2022 (TPKS), Pasal 69; UU 27/2022 (PDP), Pasal 38.
    """
    if facet is Facet.CLINICAL:
        return _may_view_clinical(actor, standing)
    if facet is Facet.MEETING:
        return _may_view_minutes(actor, standing)
    if actor.system:
        return None
    if standing.excluded:
        return NOTHING_HERE
    if standing.glass_broken and facet in BREAK_GLASS_FACETS:
        return may_do(actor, Verb.BREAK_GLASS)
    if not standing.granted:
        return NOTHING_HERE
    if facet not in facets_of(actor):
        return SHUT
    return None


def _may_view_clinical(actor: Actor, standing: Standing) -> Refusal | None:
    """No post and no emergency opens them, the running system neither."""
    if standing.excluded or not standing.granted:
        return NOTHING_HERE
    if standing.clinical and may_do(actor, Verb.WRITE_CLINICAL) is None:
        return None
    return SHUT


def _may_view_minutes(actor: Actor, standing: Standing) -> Refusal | None:
    """Who was there, by name; in an emergency whoever may break glass. Never the running system."""
    if actor.system or standing.excluded:
        return NOTHING_HERE
    if standing.glass_broken:
        return may_do(actor, Verb.BREAK_GLASS)
    if not standing.granted:
        return NOTHING_HERE
    return None if standing.minutes and facets_of(actor) else SHUT


def may_know_of(
    actor: Actor, standing: Standing, subject: Subject = Subject.CASE
) -> Refusal | None:
    """May this person learn that this folder exists?

    Source: as `may_view`.
    """
    if actor.system or (standing.granted and not standing.excluded and opens(actor, subject)):
        return None
    return NOTHING_HERE


def may_break_glass(actor: Actor, standing: Standing, *, reason: str) -> Refusal | None:
    """May this person open identity and place in an emergency without a grant?

    With a reason; the supervisor hears of it at once. Never for a person kept out of the file.

    Source: UU 35/2014, Pasal 59A (quick handling); UU 27/2022 (PDP), Pasal 20 (vital interest).
    """
    refusal = may_do(actor, Verb.BREAK_GLASS)
    if refusal is not None:
        return refusal
    if standing.excluded:
        return NOTHING_HERE
    if not reason.strip():
        return Refusal(
            "access.no_reason", "Write why this cannot wait. Your supervisor will read it."
        )
    return None


def step_up_needed(verb: Verb, standing: Standing) -> bool:
    """Must this person confirm who they are again before this act?

    For what leaves the own team, for exports and emergency openings; not for daily work within it.

    Source: NIST SP 800-63B-4 (reauthentication); OWASP ASVS 5, 7.5.
    """
    return verb in _STEP_UP_VERBS or not standing.own_team or standing.glass_broken


def sees_counts_only(actor: Actor) -> bool:
    """Is this someone who may see numbers and activities, but no child?

    Source: UU 11/2012 (SPPA), Pasal 19; village heads may be kin to those named.
    """
    return not facets_of(actor)
