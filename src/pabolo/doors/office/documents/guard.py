"""The last look at words written for the child: nobody stands in them who must not."""

from datetime import datetime

from pabolo.doors.office.documents.contents.common import Written
from pabolo.programme.cases.queries.files import CaseFile, file_under, incident_files, prove
from pabolo.rules.actors import SYSTEM
from pabolo.rules.decisions import Refusal
from pabolo.rules.letters import Letter, names_somebody
from pabolo.rules.vocabulary import Facet


def check_story(file: CaseFile, kind: Letter, written: Written, at: datetime) -> Refusal | None:
    """Does what the officer wrote to the child name somebody who is accused?

    The system looks, under a receipt of its own; the officer is told only that it is so.
    """
    if kind is not Letter.STORY or not written.note:
        return None
    sides = [Facet.ACCUSED]
    proof = prove(file.case, facets=[*sides, Facet.CARE, Facet.STATS], by=SYSTEM, at=at,
                  verb="letter.names_checked", purpose="")  # fmt: skip
    incidents = incident_files(file_under(file.case, proof, sides))
    accused = [one.name for each in incidents if each.accused for one in each.accused.people]
    return names_somebody(written.note, accused)
