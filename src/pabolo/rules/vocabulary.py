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


class Subject(StrEnum):
    """What a duty, a grant or an audit entry can be about."""

    REPORT = "report"
    CHILD = "child"
    INCIDENT = "incident"
    CASE = "case"
    ALARM = "alarm"
    GROUP = "group"
    ACTIVITY = "activity"
    RELEASE = "release"
    RECORD = "record"
    PERSON = "person"
    SYSTEM = "system"
