from dataclasses import replace
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pabolo.rules.access import (
    FACETS,
    VERBS,
    Standing,
    Verb,
    facets_of,
    may_break_glass,
    may_do,
    may_know_of,
    may_view,
    sees_counts_only,
    step_up_needed,
)
from pabolo.rules.actors import SYSTEM, Actor
from pabolo.rules.vocabulary import Facet, Role

GRANTED = Standing(granted=True)
ROLES = st.frozensets(st.sampled_from(Role))
STANDINGS = st.builds(Standing, *[st.booleans()] * 5)


def someone(*roles: Role) -> Actor:
    return Actor(UUID(int=1), frozenset(roles))


def code(refusal) -> str | None:
    return refusal.code if refusal else None


def test_the_tables_name_every_verb_and_every_post():
    assert set(VERBS) == set(Verb)
    assert set(FACETS) == set(Role)


@pytest.mark.parametrize(
    "role",
    [
        Role.ACTIVIST,
        Role.GROUP_LEAD,
        Role.VILLAGE_HEAD,
        Role.PROGRAMME,
        Role.VERIFIER,
        Role.PUBLISHER,
        Role.INSPECTOR,
        Role.ADMIN,
    ],
)
def test_who_sees_no_child_even_with_a_grant(role):
    assert sees_counts_only(someone(role))
    for facet in Facet:
        assert code(may_view(someone(role), facet, GRANTED)) == "access.facet"
    assert code(may_know_of(someone(role), GRANTED)) == "access.none"


@pytest.mark.parametrize(
    ("role", "closed"),
    [
        (Role.INTAKE, {Facet.HEALTH, Facet.LEGAL}),
        (Role.CASE_WORKER, set()),
        (Role.PSYCHOLOGIST, {Facet.LOCATION, Facet.ACCUSED, Facet.LEGAL, Facet.FILES}),
        (Role.LEGAL, {Facet.LOCATION, Facet.HEALTH}),
        (Role.SUPERVISOR, set()),
        (Role.DATA, {Facet.NARRATIVE, Facet.HEALTH, Facet.LEGAL, Facet.FILES}),
    ],
)
def test_which_sides_of_a_file_a_post_opens(role, closed):
    refused = {f for f in Facet if may_view(someone(role), f, GRANTED)}
    assert refused == closed | {Facet.CLINICAL, Facet.MEETING}
    assert may_know_of(someone(role), GRANTED) is None


@given(roles=ROLES, facet=st.sampled_from(Facet), standing=STANDINGS)
def test_exclusion_beats_every_grant_and_a_post_alone_opens_nothing(roles, facet, standing):
    actor = Actor(UUID(int=1), roles)
    barred = replace(standing, excluded=True)
    assert code(may_view(actor, facet, barred)) == "access.none"
    assert code(may_know_of(actor, barred)) == "access.none"
    alone = Standing(granted=False, own_team=standing.own_team)
    assert code(may_view(actor, facet, alone)) == "access.none"


@given(roles=ROLES, facet=st.sampled_from(Facet))
def test_a_grant_opens_what_the_posts_open_and_no_more(roles, facet):
    actor = Actor(UUID(int=1), roles)
    assert (may_view(actor, facet, GRANTED) is None) is (facet in facets_of(actor))


def test_the_running_system_reads_under_its_own_receipt():
    assert may_view(SYSTEM, Facet.IDENTITY, Standing(excluded=True)) is None
    assert may_know_of(SYSTEM, Standing()) is None


def test_who_may_do_what():
    assert may_do(someone(Role.SUPERVISOR), Verb.LOWER_RISK) is None
    assert code(may_do(someone(Role.ADMIN), Verb.READ_REPORT)) == "access.role"
    assert may_do(someone(Role.ADMIN, Role.INTAKE), Verb.READ_REPORT) is None
    admin = {verb for verb in Verb if may_do(someone(Role.ADMIN), verb) is None}
    assert admin == {Verb.MANAGE_PEOPLE}
    village_head = {verb for verb in Verb if may_do(someone(Role.VILLAGE_HEAD), verb) is None}
    assert village_head == {Verb.SEE_VILLAGE_COUNTS}


@pytest.mark.parametrize(
    ("actor", "standing", "reason", "expected"),
    [
        (someone(Role.INTAKE), Standing(), "child in danger, worker ill", None),
        (someone(Role.ADMIN), Standing(), "curious", "access.role"),
        (someone(Role.INTAKE), Standing(excluded=True), "danger", "access.none"),
        (someone(Role.INTAKE), Standing(), " ", "access.no_reason"),
    ],
)
def test_who_may_break_the_glass(actor, standing, reason, expected):
    assert code(may_break_glass(actor, standing, reason=reason)) == expected


def test_broken_glass_shows_identity_and_place_only():
    broken = Standing(glass_broken=True)
    assert may_view(someone(Role.INTAKE), Facet.LOCATION, broken) is None
    assert code(may_view(someone(Role.INTAKE), Facet.NARRATIVE, broken)) == "access.none"
    assert code(may_view(someone(Role.ADMIN), Facet.LOCATION, broken)) == "access.role"


@pytest.mark.parametrize(
    ("verb", "standing", "needed"),
    [
        (Verb.WORK_CASE, Standing(granted=True), False),
        (Verb.WORK_CASE, Standing(granted=True, own_team=False), True),
        (Verb.WORK_CASE, Standing(glass_broken=True), True),
        (Verb.EXPORT_CASE, Standing(granted=True), True),
        (Verb.BREAK_GLASS, Standing(), True),
    ],
)
def test_when_people_confirm_who_they_are_again(verb, standing, needed):
    assert step_up_needed(verb, standing) is needed
