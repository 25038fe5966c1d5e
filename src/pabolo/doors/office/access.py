"""Who may use the routes of this door. `scope` says which objects lie behind a route."""

from collections.abc import Mapping
from typing import Final

from pabolo.doors.office.agencies.access import AGENCIES
from pabolo.doors.office.assessment.access import ASSESSMENT
from pabolo.doors.office.cases.access import CASES
from pabolo.doors.office.conference.access import CONFERENCE
from pabolo.doors.office.documents.access import DOCUMENTS
from pabolo.doors.office.doubles.access import DOUBLES
from pabolo.doors.office.figures.access import FIGURES
from pabolo.doors.office.glass.access import GLASS
from pabolo.doors.office.instruments.access import INSTRUMENTS
from pabolo.doors.office.legal.access import LEGAL
from pabolo.doors.office.network.access import NETWORK
from pabolo.doors.office.oversight.access import OVERSIGHT
from pabolo.doors.office.people.access import PEOPLE
from pabolo.doors.office.planning.access import PLANNING
from pabolo.doors.office.record.access import RECORD
from pabolo.doors.office.referrals.access import REFERRALS
from pabolo.doors.office.retention.access import RETENTION
from pabolo.doors.office.rights.access import RIGHTS
from pabolo.doors.office.settings.access import SETTINGS
from pabolo.doors.office.simfoni.access import SIMFONI
from pabolo.doors.office.team.access import TEAM
from pabolo.doors.office.today.access import TODAY
from pabolo.doors.office.transfers.access import TRANSFERS
from pabolo.doors.office.visits.access import VISITS
from pabolo.doors.office.watch.access import WATCH
from pabolo.rules.access import VERBS, Verb
from pabolo.rules.entry import Entry, only
from pabolo.rules.vocabulary import Role

REPORT_ROOM = frozenset({Role.INTAKE, Role.SUPERVISOR, Role.AGENCY_HEAD, Role.PROVINCE_UNIT})
READS_REPORTS = VERBS[Verb.READ_REPORT]
CASE_FOLK = REPORT_ROOM | {Role.CASE_WORKER, Role.PSYCHOLOGIST, Role.LEGAL}

OFFICE: Final[Mapping[str, Entry]] = {
    "office:reports": only(REPORT_ROOM, scope="granted"),
    "office:new_report": only(VERBS[Verb.TAKE_REPORT], "GET", "POST", scope="what is sent"),
    "office:report": only(REPORT_ROOM, scope="granted"),
    "office:report_look": only(READS_REPORTS, "POST", scope="granted"),
    "office:report_step": only(READS_REPORTS, "POST", scope="granted"),
    "office:report_message": only(VERBS[Verb.ANSWER_REPORTER], "POST", scope="granted"),
    "office:report_match": only(VERBS[Verb.DECIDE_MATCH], "POST", scope="granted"),
    "office:report_decide": only(VERBS[Verb.DECIDE_REPORT], "POST", scope="granted"),
    "office:file": only(CASE_FOLK, scope="granted"),
    **TODAY,
    **CASES,
    **ASSESSMENT,
    **SIMFONI,
    **DOUBLES,
    **DOCUMENTS,
    **AGENCIES,
    **REFERRALS,
    **CONFERENCE,
    **FIGURES,
    **OVERSIGHT,
    **NETWORK,
    **PEOPLE,
    **TEAM,
    **GLASS,
    **VISITS,
    **PLANNING,
    **LEGAL,
    **SETTINGS,
    **INSTRUMENTS,
    **RECORD,
    **RIGHTS,
    **RETENTION,
    **TRANSFERS,
    **WATCH,
}
