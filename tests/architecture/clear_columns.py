"""What may lie in the clear at rest, column by column, and why.

Every column of a model about a person or an event is either a `SealedField` or listed here. The
row's own random id needs no line. Never in the clear: the form of violence, district or village of
a case, age, sex, a duty's kind or hour, an agency, a service, a consent, any text.
"""

from collections.abc import Mapping
from typing import Final

LINK = "random id of another row"
WHO = "random id of a person at work"
DAY = "a day, no finer time"
STATE = "workflow state"
VERSION = "version number"

# Models of these packages are reference data, settings or the log: no person of a case is in them.
# Their columns are not listed one by one.
APPS_WITHOUT_CASES: Final[Mapping[str, str]] = {
    "places": "districts and villages, public",
    "policy": "settings of the unit",
    "agencies": "institutions, public",
    "instruments": "what the unit asks; no answer is in them",
    "audit": "tokens and verbs only; a test of its own reads every entry",
    "accounts": "people who work here; kinship is sealed by its own box",
    "network": "PATBM groups and their members, known in the village",
    "innovations": "the public record",
    "figures": "releases, public after the gate",
}

CLEAR: Final[Mapping[str, Mapping[str, str]]] = {
    "rights.Request": {
        "state": STATE,
        "version": VERSION,
        "taken_by_id": WHO,
        "taken_day": DAY,
        "changed_day": DAY,
        "answered_day": DAY,
    },
    "watchlist.WatchItem": {
        "state": STATE,
        "version": VERSION,
        "recorded_by_id": WHO,
        "counted": "children are counted and none is named",
        "opened_day": DAY,
        "changed_day": DAY,
        "look_day": DAY,
        "closed_day": DAY,
    },
    "watchlist.WatchLine": {
        "item": LINK,
        "seq": "place in the history",
        "author_id": WHO,
        "day": DAY,
        "facet": "side under which the words are sealed",
    },
    "watchlist.KindEdition": {
        "code": "code of a kind that the unit set",
        "number": VERSION,
        "body": "what is asked; nobody named",
        "valid_from": DAY,
        "set_by_id": WHO,
        "set_at": "when the unit decided it",
        "why": "why the unit decided it",
    },
    "retention.Batch": {
        "state": STATE,
        "proposed_by_id": WHO,
        "proposed_day": DAY,
        "decided_by_id": WHO,
        "decided_day": DAY,
    },
    "vault.Erased": {
        "tombstone": "keyed hash of a destroyed folder's id",
        "folder": "random id of a destroyed folder; nothing opens it",
        "subject": "kind of folder that was destroyed",
        "ordered_day": DAY,
        "done_day": DAY,
    },
    "attachments.File": {
        "folder_id": LINK,
        "subject": "kind of folder the file belongs to",
        "day": DAY,
    },
    "duties.Duty": {
        "subject": "kind of folder the duty is about",
        "folder_id": LINK,
        "owner_id": WHO,
        "owner_post": "role that owns it when no person does",
        "state": STATE,
        "opened_day": DAY,
        "due_day": DAY,
        "closed_day": DAY,
    },
    "documents.TemplateVersion": {
        "code": "which kind of document the words are for",
        "version": VERSION,
        "content": "words of the unit with placeholders; no case is in them",
        "logo": "the emblem of the letterhead",
        "restored": VERSION,
        "set_by": WHO,
        "set_day": DAY,
        "why": "why the unit changed its words",
    },
    "documents.Series": {
        "year": "year of the register",
        "row": "keyed tag of the row of numbers",
        "last": "last place given in the row",
    },
    "documents.Letter": {
        "folder_id": LINK,
        "year": "year of the register",
        "row": "keyed tag of the row of numbers",
        "place": "place in the row; the number itself stays sealed",
        "tag": "keyed tag of the number",
        "sides": "which sides of the file the letter shows; its kind stays sealed",
        "author_id": WHO,
        "day": DAY,
    },
    "documents.Cancelled": {"letter": LINK, "folder_id": LINK, "by_id": WHO, "day": DAY},
    "documents.Printed": {
        "letter": LINK,
        "copy": "which copy",
        "by_id": WHO,
        "day": DAY,
        "receipt": "place of the reading in the audit log",
    },
    "referrals.Referral": {
        "case": LINK,
        "state": STATE,
        "version": VERSION,
        "opened_day": DAY,
        "changed_day": DAY,
        "closed_day": DAY,
    },
    "referrals.ReferralEntry": {
        "referral": LINK,
        "case": LINK,
        "seq": VERSION,
        "author_id": WHO,
        "day": DAY,
    },
    "referrals.Slip": {
        "referral": LINK,
        "case": LINK,
        "tag": "keyed tag of the link's secret",
        "code_tag": "keyed tag of the short code",
        "issued_day": DAY,
        "until_day": DAY,
        "ended_day": DAY,
    },
    "vault.Grant": {
        "folder": LINK,
        "subject": "kind of folder that is granted",
        "person_id": WHO,
        "basis": "duty, team, oversight, counting or standing in",
        "from_day": DAY,
        "until_day": DAY,
        "last_day": DAY,
    },
    "children.Child": {
        "merged_into": LINK,
        "version": VERSION,
        "compared_version": VERSION,
        "changed_day": DAY,
    },
    "children.Pair": {
        "one": LINK,
        "other": LINK,
        "state": STATE,
        "version": VERSION,
        "changed_day": DAY,
    },
    "children.PairLine": {
        "pair": LINK,
        "seq": "order within one pair",
        "author_id": WHO,
        "day": DAY,
    },
    "intake.Report": {
        "submission": "hash of a one-time form token",
        "tag": "keyed tag of the report code",
        "state": STATE,
        "progress": "the neutral step that the reporter reads",
        "version": VERSION,
        "received_day": DAY,
        "read_day": DAY,
        "decided_day": DAY,
        "changed_day": DAY,
        "logged": "whether the daily shuffled batch has taken it into the log",
        "answer_raised": "whether somebody owes the reporter an answer by a duty",
        "raised_by_id": WHO,
        "awaiting_office": "whether a message waits for an answer",
        "box": "ciphertext to the intake key",
    },
    "intake.Message": {
        "report": LINK,
        "submission": "hash of a one-time form token",
        "number": "order within one mailbox",
        "from_office": "which side wrote",
        "author_id": WHO,
        "day": DAY,
        "body": "ciphertext under the mailbox key",
    },
    "cases.Incident": {"version": VERSION, "changed_day": DAY},
    "cases.IncidentChild": {"incident": LINK, "child": LINK},
    "cases.Case": {
        "child": LINK,
        "stage": STATE,
        "light": "whether another system leads this case",
        "worker_id": WHO,
        "version": VERSION,
        "opened_day": DAY,
        "changed_day": DAY,
        "stage_day": DAY,
        "closed_day": DAY,
    },
    "cases.GlassOpening": {
        "case": LINK,
        "person_id": WHO,
        "from_at": "when somebody at work began an emergency opening; of staff alone",
        "minutes": "how long it lasts, an hour at most",
    },
    "cases.GlassReview": {
        "opening": LINK,
        "opener_id": WHO,
        "reviewer_id": WHO,
        "justified": "what the review found about a colleague",
        "day": DAY,
    },
    "cases.Visit": {
        "case": LINK,
        "visitor_id": WHO,
        "companion_id": WHO,
        "day": DAY,
        "state": STATE,
        "watched": "whether word is waited for",
    },
    "cases.Conference": {"case": LINK, "day": DAY, "state": STATE},
    "cases.LegalDate": {"case": LINK, "companion_id": WHO, "day": DAY, "state": STATE},
    "cases.CaseReport": {"case": LINK, "report": LINK},
    "transfers.Transfer": {
        "case": LINK,
        "incoming": "whether the file came or went; to or from whom stays sealed",
        "day": DAY,
    },
    "cases.Entry": {
        "case": LINK,
        "seq": "order within one case",
        "facet": "which side of the file the line is on; its kind stays sealed",
        "author_id": WHO,
        "day": DAY,
    },
}

# Names that would give something away, and do not.
HARMLESS: Final[tuple[str, ...]] = ()
# Names that give a sealed fact away, whatever the list above says.
TELLING: Final = (
    "violence", "form", "district", "village", "age", "sex", "gender", "birth", "kind", "hour",
    "agency", "service", "consent", "name", "phone", "address", "note", "text", "reason", "risk",
)  # fmt: skip
