"""What a folder is called among colleagues, and where its page is."""

from uuid import UUID

from pabolo.doors.shared.languages import path_in_language
from pabolo.ground.lib.ids import display_code
from pabolo.rules.vocabulary import Subject

_LETTERS = {
    Subject.CASE: "K",
    Subject.REFERRAL: "K",
    Subject.REPORT: "L",
    Subject.CHILD: "A",
    Subject.INCIDENT: "J",
    Subject.REQUEST: "H",
    Subject.WATCH: "P",
}
_ROOMS = {
    Subject.CASE: "kasus",
    Subject.REFERRAL: "kasus",
    Subject.REPORT: "laporan",
    Subject.REQUEST: "hak",
    Subject.WATCH: "pantauan",
}


def name_of(subject: Subject, identity: UUID) -> str:
    """K-7Q4-M2X for a case, L-… for a report."""
    return display_code(_LETTERS.get(subject, "?"), identity)


def address_of(subject: Subject, identity: UUID) -> str:
    """The page of a case or a report; empty for what has none of its own."""
    room = _ROOMS.get(subject)
    return path_in_language(f"/dinas/{room}/{identity}/") if room else ""
