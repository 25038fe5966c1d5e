"""Which words do the rules use? Codes are stored; labels live beside the screens."""

from enum import StrEnum


class Role(StrEnum):
    """What a post lets a person do. One person may hold several posts."""

    ACTIVIST = "activist"
    GROUP_LEAD = "group_lead"
    VILLAGE_HEAD = "village_head"
    INTAKE = "intake"
    CASE_WORKER = "case_worker"
    PSYCHOLOGIST = "psychologist"
    LEGAL = "legal"
    SUPERVISOR = "supervisor"
    AGENCY_HEAD = "agency_head"
    PROVINCE_UNIT = "province_unit"
    DATA = "data"
    PROGRAMME = "programme"
    VERIFIER = "verifier"
    PUBLISHER = "publisher"
    INSPECTOR = "inspector"
    ADMIN = "admin"


class Facet(StrEnum):
    """The separately sealed, separately granted sides of a child's file."""

    IDENTITY = "identity"
    LOCATION = "location"
    NARRATIVE = "narrative"
    HEALTH = "health"
    ACCUSED = "accused"
    LEGAL = "legal"
    STATS = "stats"
    CARE = "care"
    FILES = "files"
    CLINICAL = "clinical"


class Subject(StrEnum):
    """What a duty, a grant or an audit entry can be about."""

    REPORT = "report"
    CHILD = "child"
    INCIDENT = "incident"
    CASE = "case"
    REFERRAL = "referral"
    ALARM = "alarm"
    GROUP = "group"
    ACTIVITY = "activity"
    RELEASE = "release"
    RECORD = "record"
    PERSON = "person"
    SYSTEM = "system"


class Risk(StrEnum):
    """How much danger the child is in. Not assessed counts as high."""

    NOT_ASSESSED = "not_assessed"
    LOW = "low"
    MEDIUM = "medium"
    HIGH = "high"


class ReportState(StrEnum):
    """Where a report stands. The last four are what triage decided."""

    RECEIVED = "received"
    READ = "read"
    INFORMATION_ONLY = "information_only"
    REFERRED = "referred"
    NEW_CASE = "new_case"
    JOINED = "joined"


class CaseStage(StrEnum):
    """Where a case stands, in the order of case management."""

    RECEIVED = "received"
    VERIFYING = "verifying"
    ASSESSING = "assessing"
    PLANNED = "planned"
    DELIVERING = "delivering"
    MONITORING = "monitoring"
    CLOSED = "closed"
    TRANSFERRED = "transferred"
    REOPENED = "reopened"


class ReferralState(StrEnum):
    """Where a question to a partner agency stands."""

    DRAFT = "draft"
    READY = "ready"
    SENT = "sent"
    RECEIVED = "received"
    ACCEPTED = "accepted"
    REFUSED = "refused"
    STARTED = "started"
    DONE = "done"
    FED_BACK = "fed_back"
    WITHDRAWN = "withdrawn"


class ClosureReason(StrEnum):
    """Why a case may end."""

    GOALS_MET = "goals_met"
    HANDED_TO_AGENCY = "handed_to_agency"
    MOVED_AWAY = "moved_away"
    ADULT = "adult"
    STOPPED_BY_CHILD = "stopped_by_child"
    UNREACHABLE = "unreachable"
    DIED = "died"
    DUPLICATE = "duplicate"
    OUTSIDE_SCOPE = "outside_scope"


class Purpose(StrEnum):
    """What consent, or another legal basis, is for. Each stands alone."""

    SERVICE = "service"
    REFERRAL = "referral"
    PHOTO = "photo"
    STATISTICS = "statistics"
    RESEARCH = "research"
    TRAINING = "training"


class LegalBasis(StrEnum):
    """What a purpose rests on."""

    CHILD = "child_consent"
    GUARDIAN = "guardian_consent"
    BOTH = "both_consent"
    LEGAL_DUTY = "legal_duty"
    VITAL_INTEREST = "vital_interest"
    PUBLIC_TASK = "public_task"


class ConsentStatus(StrEnum):
    """What became of the question."""

    GIVEN = "given"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"
    NOT_ASKED = "not_asked"


class Event(StrEnum):
    """What happened to a subject, as far as duties start, are met or end by it."""

    REPORT_RECEIVED = "report_received"
    REPORT_READ = "report_read"
    FOLLOWED_UP = "followed_up"
    REPORT_DECIDED = "report_decided"
    REPORTER_WROTE = "reporter_wrote"
    REPORTER_ANSWERED = "reporter_answered"
    MATCH_UNCLEAR = "match_unclear"
    MATCH_DECIDED = "match_decided"
    NO_READER = "no_reader"
    READER_FOUND = "reader_found"
    RISK_CHANGED = "risk_changed"
    SEXUAL_VIOLENCE_DISCLOSED = "sexual_violence_disclosed"
    POLICE_REPORTED = "police_reported"
    LEGAL_DUTY_EXCUSED = "legal_duty_excused"
    ALARM_RAISED = "alarm_raised"
    ALARM_ANSWERED = "alarm_answered"
    MOVED_TO_CASE = "moved_to_case"
    CASE_OPENED = "case_opened"
    WORKER_ASSIGNED = "worker_assigned"
    WORKER_LEFT = "worker_left"
    CONSENT_RECORDED = "consent_recorded"
    ASSESSED = "assessed"
    RISK_READ = "risk_read"
    NEWS_JOINED = "news_joined"
    RETURNED_HOME = "returned_home"
    SAFETY_PLANNED = "safety_planned"
    CHILD_AT_HOME = "child_at_home"
    CHILD_SETTLED = "child_settled"
    PLAN_PROPOSED = "plan_proposed"
    PLAN_RETURNED = "plan_returned"
    PLAN_APPROVED = "plan_approved"
    ITEM_AGREED = "item_agreed"
    ITEM_DONE = "item_done"
    ITEM_DROPPED = "item_dropped"
    SERVICE_GIVEN = "service_given"
    SHELTER_ENTERED = "shelter_entered"
    SHELTER_EXTENDED = "shelter_extended"
    SHELTER_LEFT = "shelter_left"
    CASE_REVIEWED = "case_reviewed"
    MADE_LIGHT = "made_light"
    MADE_FULL = "made_full"
    LIGHT_CHECKED = "light_checked"
    SIMFONI_ENTERED = "simfoni_entered"
    SIMFONI_DIFFERS = "simfoni_differs"
    CLOSURE_REQUESTED = "closure_requested"
    CLOSURE_DECLINED = "closure_declined"
    CASE_CLOSED = "case_closed"
    CASE_TRANSFERRED = "case_transferred"
    CASE_REOPENED = "case_reopened"
    AFTER_CARE_DONE = "after_care_done"
    TURNING_EIGHTEEN = "turning_eighteen"
    TRANSITION_PLANNED = "transition_planned"
    HANDOVER_BEGUN = "handover_begun"
    HANDOVER_WRITTEN = "handover_written"
    HANDOVER_TAKEN = "handover_taken"
    COVER_LOST = "cover_lost"
    COVER_FOUND = "cover_found"
    GLASS_BROKEN = "glass_broken"
    GLASS_REVIEWED = "glass_reviewed"
    VISIT_SILENT = "visit_silent"
    VISIT_HEARD = "visit_heard"
    DOUBLE_FOUND = "double_found"
    DOUBLE_UNSURE = "double_unsure"
    DOUBLE_DECIDED = "double_decided"
    REFERRAL_DRAFTED = "referral_drafted"
    REFERRAL_READY = "referral_ready"
    REFERRAL_SENT = "referral_sent"
    REFERRAL_RECEIVED = "referral_received"
    REFERRAL_ACCEPTED = "referral_accepted"
    REFERRAL_REFUSED = "referral_refused"
    REFERRAL_STARTED = "referral_started"
    REFERRAL_DONE = "referral_done"
    REFERRAL_CHASED = "referral_chased"
    REFERRAL_FOLLOWED = "referral_followed"
    REFERRAL_FED_BACK = "referral_fed_back"
    REFERRAL_WITHDRAWN = "referral_withdrawn"
    TRANSFER_ASKED = "transfer_asked"
    TRANSFER_APPROVED = "transfer_approved"
    TRANSFER_DECLINED = "transfer_declined"
    TRANSFER_SENT = "transfer_sent"
    TRANSFER_CHASED = "transfer_chased"
    TRANSFER_ACKNOWLEDGED = "transfer_acknowledged"
    TRANSFER_REFUSED = "transfer_refused"
    TRANSFER_WITHDRAWN = "transfer_withdrawn"
    TRANSFER_TAKEN = "transfer_taken"
    TRANSFER_ANSWERED = "transfer_answered"
