"""The sample people who work here. Invented; nobody of the region is meant."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from pabolo.ground.accounts.actions.people import appoint, hire
from pabolo.ground.accounts.queries import actor_of, person_named
from pabolo.ground.lib.clock import day_of
from pabolo.rules.actors import SYSTEM
from pabolo.rules.vocabulary import Role

OPENED = date(2018, 1, 2)


@dataclass(frozen=True, slots=True)
class Member:
    """One sample person: the account, the post, and what they do this morning."""

    username: str
    name: str
    role: Role
    morning: Promise
    village: str = ""
    acting: bool = False


CAST: Sequence[Member] = (
    Member(
        "siti",
        "Siti Rahmawani Hasibuan",
        Role.INTAKE,
        _("Reads the reports that came in overnight and decides what happens to each."),
    ),
    Member(
        "budi",
        "Budi Santosa Ritonga",
        Role.INTAKE,
        _("Takes telephone calls and writes down what people tell at the counter."),
    ),
    Member(
        "dedi",
        "Dedi Kurnia Harahap",
        Role.CASE_WORKER,
        _("Visits a family in Bilah Hilir and must still report one case to the police."),
    ),
    Member(
        "maria",
        "Maria Ulina Sinaga",
        Role.CASE_WORKER,
        _("Prepares two care plans and waits for an answer from the hospital."),
    ),
    Member(
        "joko",
        "Joko Prasetiawan",
        Role.CASE_WORKER,
        _("Goes by boat to Panai Hilir and writes his visit notes on the way back."),
    ),
    Member(
        "ayu",
        "Ayu Lestarini",
        Role.PSYCHOLOGIST,
        _("Sees one child and writes the recommendations of last week's session."),
    ),
    Member(
        "lestari",
        "Lestari Manurung",
        Role.LEGAL,
        _("Accompanies a child to the police and notes the stage of three cases."),
    ),
    Member(
        "ratna",
        "Ratna Dewi Siregar",
        Role.SUPERVISOR,
        _("Leads the unit: looks at what is overdue, approves a plan, closes a case as second."),
    ),
    Member(
        "hendra",
        "Hendra Gunadi Pohan",
        Role.SUPERVISOR,
        _("Acts for the head of the unit where her own work needs a second person."),
        acting=True,
    ),
    Member(
        "yusuf",
        "Yusuf Maulana Daulay",
        Role.DATA,
        _("Copies two new cases into SIMFONI and checks the half-year figures."),
    ),
    Member(
        "nurul",
        "Nurul Hidayani",
        Role.PROGRAMME,
        _("Looks which PATBM groups met this month and plans the next training."),
    ),
    Member(
        "togar",
        "Togar Marbun Jaya",
        Role.VERIFIER,
        _("Compares what the innovation's page claims with what the register shows."),
    ),
    Member(
        "wulan",
        "Wulan Anggraini Putri",
        Role.PUBLISHER,
        _("Prepares the release of the half-year figures for the public page."),
    ),
    Member(
        "agus",
        "Agus Setiadi Lubis",
        Role.INSPECTOR,
        _("Checks who read which case, and that the log is whole."),
    ),
    Member(
        "farida",
        "Farida Hanum Dalimunthe",
        Role.AGENCY_HEAD,
        _("Answers to the regent with one number, and is the second person where one is missing."),
    ),
    Member(
        "anton",
        "Antonius Bangun Purba",
        Role.PROVINCE_UNIT,
        _("Is asked as the second person where the regency's own people may not decide."),
    ),
    Member(
        "rizky",
        "Rizky Ananda Pratama",
        Role.ADMIN,
        _("Opens an account and looks at last night's backup; sees no case."),
    ),
    Member(
        "nur",
        "Nurhayani Tanjung",
        Role.ACTIVIST,
        _("Heard at the posyandu that a child is kept at home, and wants to tell the office."),
        village="12.10.19.1001",
    ),
    Member(
        "sari",
        "Sari Wahyuningsih",
        Role.ACTIVIST,
        _("Enters yesterday's gathering with parents and looks for an answer to her alarm."),
        village="12.10.08.2008",
    ),
    Member(
        "parlin",
        "Parlindungan Rambe",
        Role.ACTIVIST,
        _("Has a question from the office about the alarm he raised on Sunday."),
        village="12.10.01.1001",
    ),
    Member(
        "halim",
        "Abdul Halim Sembiring",
        Role.GROUP_LEAD,
        _("Calls this month's meeting and looks what his group did in the quarter."),
        village="12.10.19.1001",
    ),
    Member(
        "suryadi",
        "Suryadi Ginting Muda",
        Role.VILLAGE_HEAD,
        _("Wants to know what the group needs; sees counts and activities, never a child."),
        village="12.10.19.1001",
    ),
)


# Kin that some of the cast declared, by user name. Reports that name them are kept from them.
KIN: Mapping[str, str] = {
    "budi": "Erwin Parulian Ritonga",
    "hendra": "Lisna Wahyuni Pohan",
    "dedi": "Marwan Effendi Harahap",
}


def member(username: str) -> Member | None:
    """The sample person with this user name."""
    return next((one for one in CAST if one.username == username), None)


def build_cast(at: datetime) -> dict[str, UUID]:
    """Open the accounts and give the posts that are not there yet; ids by user name."""
    return {one.username: settle(one, at) for one in CAST}


def settle(one: Member, at: datetime) -> UUID:
    """Open one account and give its post, unless they are there; the person's id."""
    person = person_named(one.username) or hire(
        username=one.username, name=one.name, by=SYSTEM, at=at
    )
    today = day_of(at)
    if one.role not in actor_of(person.id, today).roles:
        appoint(
            person=person.id,
            role=one.role,
            village=one.village,
            acting=one.acting,
            from_day=today if one.acting else min(OPENED, today),
            until_day=today + timedelta(days=360) if one.acting else None,
            decree="SK-CONTOH/821.2/2026" if one.acting else "",
            by=SYSTEM,
            at=at,
        )
    return person.id
