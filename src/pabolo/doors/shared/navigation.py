"""Which rooms does the office show to whom? The list is a courtesy: every page checks again."""

from collections.abc import Collection
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from pabolo.rules.access import VERBS, Verb
from pabolo.rules.vocabulary import Role

CASE_TEAM = frozenset(
    {Role.INTAKE, Role.CASE_WORKER, Role.PSYCHOLOGIST, Role.LEGAL, Role.SUPERVISOR}
)
CASE_ROOM = CASE_TEAM | {Role.AGENCY_HEAD, Role.PROVINCE_UNIT, Role.DATA}
SIMFONI = VERBS[Verb.ENTER_SIMFONI] | {Role.SUPERVISOR}
NETWORK = frozenset({Role.PROGRAMME, Role.SUPERVISOR, Role.DATA})
# Supervisors come to the readings from their page of oversight.
READINGS = VERBS[Verb.SEE_READINGS] - VERBS[Verb.SEE_OVERDUE]
SETTINGS = frozenset({Role.SUPERVISOR, Role.AGENCY_HEAD, Role.DATA, Role.PROGRAMME, Role.ADMIN})
# Who leads comes to the visits from the page of the team.
WORKERS = VERBS[Verb.WORK_CASE] - VERBS[Verb.ASSIGN_WORKER]
RIGHTS = VERBS[Verb.TAKE_REQUEST] | VERBS[Verb.DECIDE_REQUEST]
# Supervisors come to what is due from the page of requests and from the settings.
RETENTION = VERBS[Verb.APPROVE_DESTRUCTION] - {Role.SUPERVISOR}
PERSONAL = frozenset({Role.CASE_WORKER, Role.PSYCHOLOGIST, Role.LEGAL, Role.INTAKE})
WATCH = VERBS[Verb.FOLLOW_WATCH]
RECORD = VERBS[Verb.EDIT_RECORD] | VERBS[Verb.VERIFY_CLAIM] | VERBS[Verb.PUBLISH_RELEASE]


@dataclass(frozen=True, slots=True)
class Room:
    """One entry of the office's navigation; `roles` None: everyone."""

    key: str
    path: str
    label: Promise
    roles: frozenset[Role] | None


ROOMS = (
    Room("today", "/dinas/", _("Today"), None),
    Room("reports", "/dinas/laporan/", _("Reports"), frozenset({Role.INTAKE, Role.SUPERVISOR})),
    Room("cases", "/dinas/kasus/", _("Cases"), CASE_ROOM),
    Room("simfoni", "/dinas/simfoni/", _("SIMFONI"), SIMFONI),
    Room("letters", "/dinas/surat/", _("Letters"), VERBS[Verb.MAKE_LETTER]),
    Room("referrals", "/dinas/rujukan/", _("Referrals"), CASE_ROOM),
    Room("activities", "/dinas/kegiatan/", _("Activities"), NETWORK),
    Room("watch", "/dinas/pantauan/", _("Watch-list"), WATCH),
    Room("figures", "/dinas/angka/", _("Figures"), VERBS[Verb.SEE_FIGURES]),
    Room("releases", "/dinas/angka/rilis/", _("Releases"), VERBS[Verb.VERIFY_CLAIM]),
    Room("record", "/dinas/inovasi/", _("Record"), RECORD),
    Room("oversight", "/dinas/pengawasan/", _("Oversight"), VERBS[Verb.SEE_OVERDUE]),
    Room("readings", "/dinas/pembacaan/", _("Readings"), READINGS),
    Room("team", "/dinas/tim/", _("Team"), VERBS[Verb.ASSIGN_WORKER]),
    Room("rights", "/dinas/hak/", _("Rights"), RIGHTS),
    Room("retention", "/dinas/retensi/", _("Retention"), RETENTION),
    Room("visits", "/dinas/kunjungan/", _("Visits"), WORKERS),
    Room("leave", "/dinas/cuti/", _("Leave"), PERSONAL),
    Room("people", "/dinas/orang/", _("People"), VERBS[Verb.MANAGE_PEOPLE]),
    Room("settings", "/dinas/pengaturan/", _("Settings"), SETTINGS),
)


def rooms_for(roles: Collection[Role] | None) -> list[Room]:
    """The rooms that somebody with these roles sees; None: all of them (component page)."""
    if roles is None:
        return list(ROOMS)
    return [room for room in ROOMS if room.roles is None or not room.roles.isdisjoint(roles)]
