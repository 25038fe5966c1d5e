"""The log in words: verbs, kinds and sides as people at work call them."""

from collections.abc import Mapping
from datetime import date, datetime

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from pabolo.doors.shared.formats import day, moment

VERBS: Mapping[str, Promise] = {
    "case.read": _("opened the case"),
    "case.work": _("opened the case to work on it"),
    "case.print": _("printed the case"),
    "incident.read": _("opened the incident for another child"),
    "case.list": _("opened a list of cases"),
    "case.count": _("counted cases for figures"),
    "case.opened": _("opened a new case"),
    "case.joined": _("joined a report to the case"),
    "case.assigned": _("assigned the case"),
    "case.assessed": _("wrote an assessment"),
    "case.consent": _("recorded a consent"),
    "case.planned": _("planned services"),
    "case.plan_proposed": _("proposed the plan"),
    "case.plan_approved": _("approved the plan"),
    "case.plan_returned": _("returned the plan"),
    "case.service": _("recorded a service"),
    "case.note": _("wrote a note"),
    "case.police": _("recorded the report to the police"),
    "case.risk": _("set the risk"),
    "case.risk_lowered": _("lowered the risk"),
    "case.reviewed": _("reviewed the case"),
    "case.closure_asked": _("asked to close the case"),
    "case.closed": _("closed the case"),
    "case.reopened": _("reopened the case"),
    "case.team": _("changed the team"),
    "case.simfoni": _("noted the SIMFONI number"),
    "child.search": _("searched for a child"),
    "child.reopened": _("opened a child's file again"),
    "child.corrected": _("corrected a child's identity"),
    "duty.list": _("opened a list of duties"),
    "report.list": _("opened a list of reports"),
    "report.count": _("counted reports for figures"),
    "report.opened": _("opened the report"),
    "report.side": _("opened a side of the report"),
    "report.read": _("recorded the first look"),
    "report.weighed": _("weighed the danger of the report"),
    "report.decide": _("opened the report to decide"),
    "report.decided": _("decided the report"),
    "report.step": _("noted a step"),
    "report.steps": _("opened the steps of the report"),
    "report.match": _("compared names in the report"),
    "report.match_decided": _("decided on a match of names"),
    "report.mailbox": _("opened the messages"),
    "report.written_to": _("wrote to the reporter"),
    "report.recorded": _("took a report down"),
    "report.received": _("a report came in (day only)"),
    "report.admitted": _("let a report in"),
    "report.scanned": _("compared the names with those who work here"),
    "report.unboxed": _("unpacked reports that came while locked"),
    "person.signed_in": _("signed in"),
    "person.hired": _("opened an account"),
    "person.deactivated": _("closed an account"),
    "post.given": _("gave a post"),
    "post.ended": _("ended a post"),
    "password.given": _("gave a one-time password"),
    "password.chosen": _("chose a password"),
    "factor.linked": _("linked a phone"),
    "factor.reset": _("reset a second step"),
    "kin.declared": _("declared kinship"),
    "case.led": _("decided where the case is led"),
    "case.transition": _("planned the time after the 18th birthday"),
    "case.turning_eighteen": _("began the duty to plan for the 18th birthday"),
    "child.scanned": _("compared birthdays with the calendar"),
    "kin.screened": _("held a declaration of kinship against what its person may see"),
    "report.rescreened": _("took a report from somebody who may be kin"),
    "case.rescreened": _("took a case from somebody who may be kin"),
    "case.match_decided": _("decided on a match of names in the case"),
    "case.legal_stage": _("recorded a legal stage"),
    "case.followed_up": _("followed up"),
    "case.stage": _("moved the case on"),
    "case.plan_item_ended": _("ended a plan item"),
    "case.closure_declined": _("declined the closure"),
    "kin.scanned": _("read the declared relatives to compare names"),
    "kin.opened": _("read the own declaration of relatives"),
    "report.answer_due": _("began the duty to answer a reporter"),
    "report.readers_added": _("granted a report to somebody new"),
    "alarm.raised": _("raised an alarm"),
    "network.group_formed": _("entered a group"),
    "network.group_closed": _("recorded the end of a group"),
    "network.decree_recorded": _("entered a decree"),
    "network.member_added": _("added a member"),
    "network.membership_ended": _("recorded that a member left"),
    "network.activity_recorded": _("entered an activity"),
    "network.activity_withdrawn": _("took an activity back"),
    "network.meeting_recorded": _("entered a meeting"),
    "adult_count.entered": _("entered a count of adults"),
    "release.drafted": _("drafted a release"),
    "release.attacked": _("let a release be attacked"),
    "release.approved": _("approved a release"),
    "release.published": _("published a release"),
    "release.withdrawn": _("withdrew a release"),
    "record.answered": _("answered a finding"),
    "record.taken_over": _("took a record over"),
    "policy.setting_decided": _("changed a setting"),
    "policy.code_added": _("added a code"),
    "policy.code_retired": _("retired a code"),
    "policy.codes_loaded": _("loaded the lists of codes"),
    "policy.day_declared": _("declared a local day"),
    "session.ended": _("ended a session"),
    "case.readers_added": _("granted a case to somebody new"),
    "case.worker_left": _("noted that a case worker left"),
    "access.ended": _("ended the access of somebody who left"),
    "duties.inherited": _("passed duties on"),
    "agency.added": _("added an agency"),
    "agency.contact_verified": _("checked how to reach an agency"),
    "agency.directory_loaded": _("loaded the directory of agencies"),
    "factor.codes_renewed": _("renewed the recovery codes"),
    "backup.make": _("made a backup"),
    "file.opened": _("opened a file"),
    "case.read_team": _("opened the team of the case"),
    "case.read_sessions": _("opened the list of sessions"),
    "case.clinical": _("opened own session notes"),
    "case.session": _("wrote down a session"),
    "case.sessions_handed": _("handed session notes on"),
    "case.hand_over": _("began to hand the case over"),
    "case.hand_over_sheet": _("wrote the hand-over sheet"),
    "case.taken_over": _("took the case over"),
    "case.cover": _("changed who stands in"),
    "case.glass_broken": _("opened a case in an emergency"),
    "case.glass_read": _("looked through an emergency opening"),
    "case.glass_reviewed": _("reviewed an emergency opening"),
    "leave.recorded": _("recorded a leave"),
    "leave.begun": _("noted that a leave began"),
    "leave.over": _("noted that a leave is over"),
    "leave.ended": _("ended a leave early"),
    "visit.planned": _("planned a visit"),
    "visit.list": _("opened a list of visits"),
    "visit.read": _("opened a visit"),
    "visit.watched": _("looked whether visitors reported safe"),
    "visit.silent": _("noted that no word came from a visit"),
    "visit.heard": _("noted word from a visit"),
    "visit.ended": _("ended a visit"),
    "visit.called_off": _("called a visit off"),
    "case.contact": _("looked for the last contact with children at high risk"),
    "reading.reviews": _("opened the answers to unusual readings"),
    "reading.reviewed": _("answered an unusual reading"),
}
SIDES: Mapping[str, Promise] = {
    "identity": _("identity"),
    "location": _("place"),
    "narrative": _("story"),
    "health": _("health"),
    "accused": _("alleged perpetrator"),
    "legal": _("legal"),
    "stats": _("coded facts"),
    "care": _("care"),
    "files": _("files"),
    "clinical": _("session notes"),
}


KINDS: Mapping[str, Promise] = {
    "person": _("an account"),
    "activity": _("an activity"),
    "group": _("a group"),
    "release": _("a release"),
    "record": _("the record"),
}


def when_of(text: str) -> str:
    """Staff entries have a second, reporters' a day."""
    return moment(datetime.fromisoformat(text)) if "T" in text else day(date.fromisoformat(text))


def kind(code: str) -> str:
    """What a thing of the open registers is."""
    return str(KINDS.get(code, code))


def verb(code: str) -> str:
    """What was done, in words; the code itself where it has none."""
    return str(VERBS.get(code, code))


def sides(codes: tuple[str, ...]) -> str:
    """Which sides were opened."""
    return ", ".join(str(SIDES.get(code, code)) for code in codes)
