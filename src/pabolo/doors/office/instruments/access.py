"""Who may use the pages of question sets. Nobody named stands in them."""

from collections.abc import Mapping
from typing import Final

from pabolo.rules.access import VERBS, Verb
from pabolo.rules.entry import Entry, only
from pabolo.rules.vocabulary import Role

READS = (
    VERBS[Verb.SET_POLICY]
    | VERBS[Verb.WORK_CASE]
    | frozenset({Role.PSYCHOLOGIST, Role.INTAKE, Role.DATA})
)
OF_THE_UNIT = "what the unit decides; nobody named"

INSTRUMENTS: Final[Mapping[str, Entry]] = {
    "office:instruments": only(READS, scope=OF_THE_UNIT),
    "office:instrument": only(READS, scope=OF_THE_UNIT),
    "office:instrument_import": only(VERBS[Verb.SET_POLICY], "GET", "POST", scope=OF_THE_UNIT),
}
