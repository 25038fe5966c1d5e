"""Who may use the pages of case conferences. Which of them they see is decided by grants."""

from collections.abc import Mapping
from typing import Final

from pabolo.doors.office.cases.access import CASE_ROOM
from pabolo.rules.access import FACETS, VERBS, Verb
from pabolo.rules.entry import Entry, only
from pabolo.rules.vocabulary import Facet

MEETS = frozenset(role for role in CASE_ROOM if Facet.CARE in FACETS[role])
WORKS = VERBS[Verb.WORK_CASE]
PRINTS = MEETS & (VERBS[Verb.EXPORT_CASE] | VERBS[Verb.CLOSE_CASE])

CONFERENCE: Final[Mapping[str, Entry]] = {
    "office:case_conference": only(MEETS, scope="granted"),
    "office:conference_call": only(WORKS, "GET", "POST", scope="granted"),
    "office:conference": only(MEETS, "GET", "POST", scope="granted"),
    "office:conference_step": only(MEETS, "GET", "POST", scope="granted"),
    "office:conference_sheet": only(PRINTS, "GET", "POST", scope="granted"),
    "office:conference_invitation": only(PRINTS, "GET", "POST", scope="granted"),
    "office:conference_print": only(PRINTS, "GET", "POST", scope="granted"),
    "office:conference_pdf": only(PRINTS, "POST", scope="granted"),
}
