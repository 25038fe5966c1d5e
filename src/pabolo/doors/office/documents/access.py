"""Who may use the routes of letters and their templates."""

from collections.abc import Mapping
from typing import Final

from pabolo.rules.access import VERBS, Verb
from pabolo.rules.entry import Entry, only

MAKES = VERBS[Verb.MAKE_LETTER]
DECIDES = VERBS[Verb.SET_POLICY]
OF_THE_UNIT = "what the unit decides; nobody named"

DOCUMENTS: Final[Mapping[str, Entry]] = {
    "office:letters": only(MAKES, "GET", "POST", scope="granted"),
    "office:letter": only(MAKES, scope="granted"),
    "office:letter_print": only(MAKES, "POST", scope="granted"),
    "office:letter_cancel": only(MAKES, "POST", scope="granted"),
    "office:case_letters": only(MAKES, scope="granted"),
    "office:case_letter": only(MAKES, "GET", "POST", scope="granted"),
    "office:templates": only(DECIDES, scope=OF_THE_UNIT),
    "office:template_head": only(DECIDES, "GET", "POST", scope=OF_THE_UNIT),
    "office:template": only(DECIDES, "GET", "POST", scope=OF_THE_UNIT),
}
