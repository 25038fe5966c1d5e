"""Who is let in to an item, after the scan for conflicts of interest. Inside an open act."""

from datetime import date, datetime
from uuid import UUID

from pabolo.ground.accounts.queries import posts_on
from pabolo.ground.duties.actions import hand_to
from pabolo.ground.duties.queries import open_of
from pabolo.ground.lib.clock import day_of
from pabolo.ground.vault.actions import grant, revoke
from pabolo.programme.intake.actions.admission import known_now
from pabolo.programme.intake.facets import People, Story, ToldChild, Whereabouts
from pabolo.programme.intake.named import Known, conflicts_in
from pabolo.programme.intake.told import Told
from pabolo.programme.watchlist.actions.writing import Work, change
from pabolo.programme.watchlist.facets import Noted, Where, Who
from pabolo.rules.conflict import excluded_by, undecided_in
from pabolo.rules.vocabulary import Role, Subject

READERS = {Role.PROGRAMME: "watch", Role.SUPERVISOR: "oversight"}
ABOVE = (Role.AGENCY_HEAD, Role.PROVINCE_UNIT)
OWN = "own"


def kept_out(
    who: Who, where: Where, noted: Noted, *, at: datetime, known: Known | None = None
) -> frozenset[UUID]:
    """People of the office whom the item names, or may name, or who declared them as kin."""
    told = Told(
        story=Story(text=noted.note),
        people=People(children=(ToldChild(name=who.name),)),
        place=Whereabouts(text=where.text),
    )
    if not (who.name or noted.note or where.text):
        return frozenset()
    found = conflicts_in(told, known or known_now(at))
    return excluded_by(found) | undecided_in(found)


def readers(day: date, out: frozenset[UUID]) -> dict[UUID, str]:
    """Programme officers and supervisors outside any match; where none is left, those above."""
    posts = posts_on(day)
    found = {
        person: basis
        for role, basis in READERS.items()
        for person in posts.get(role, ())
        if person not in out
    }
    for role in ABOVE:
        if found:
            break
        found = {person: "oversight" for person in posts.get(role, ()) if person not in out}
    return found


def let_in(item: UUID, people: dict[UUID, str], at: datetime) -> None:
    """Grant these people, each on their basis."""
    for person, basis in people.items():
        grant(folder=item, subject=Subject.WATCH, people=[person], basis=basis, day=day_of(at))


def keep_from(work: Work, out: frozenset[UUID]) -> None:
    """Whom a corrected item names is kept from it; who is left takes over what is owed."""
    if not out:
        return
    row, all_out = work.row, out | {UUID(person) for person in work.care.kept_out}
    change(work, kept_out=tuple(sorted(person.hex for person in all_out)))
    revoke(folder=row.pk, people=all_out - {row.recorded_by_id}, day=work.day)
    left = readers(work.day, all_out)
    let_in(row.pk, left, work.at)
    if "watch" not in left.values():
        post = Role.SUPERVISOR if _holds(left, Role.SUPERVISOR, work.day) else Role.AGENCY_HEAD
        hand_to([duty.pk for duty in open_of([row.pk])], post)


def _holds(people: dict[UUID, str], post: Role, day: date) -> bool:
    return not people.keys().isdisjoint(posts_on(day).get(post, set()))
