"""What the second regency does when it is asked: the same actions that its people use."""

import base64
from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.core.management import call_command
from django.utils import translation

from pabolo.ground.agencies.actions import load_directory
from pabolo.ground.duties.queries import standing
from pabolo.ground.keys.cards import own_card
from pabolo.ground.lib.refusals import Refused
from pabolo.ground.policy.actions import load_codes
from pabolo.programme.cases import entries as e
from pabolo.programme.cases.actions import care, team
from pabolo.programme.cases.models import Case
from pabolo.programme.cases.queries.files import child_of, incident_files, open_file
from pabolo.programme.children.models import Child
from pabolo.programme.transfers.actions import incoming, outgoing
from pabolo.rules.access import facets_of
from pabolo.rules.actors import SYSTEM
from pabolo.rules.transfer import TransferPurpose
from pabolo.rules.vocabulary import Facet, LegalBasis
from tests import builders as build
from tests.transfer.conftest import LAW, trusted

UNIT = build.Unit(build.START + timedelta(days=1))


def found() -> None:
    """Set the regency up."""
    translation.activate("id")
    call_command("migrate", verbosity=0)
    build.staffed_unit(UNIT.at)
    load_codes(by=SYSTEM, at=UNIT.at)
    load_directory(by=SYSTEM, at=UNIT.at)


def answered(do: Callable[..., dict[str, Any]], given: Mapping[str, str]) -> dict[str, Any]:
    """What came of it, or why not."""
    try:
        return do(**given)
    except Refused as refused:
        return {"refused": refused.refusal.code}


def card() -> dict[str, Any]:
    """This unit's card."""
    return {"card": str(own_card())}


def trust(card: str) -> dict[str, Any]:
    """The other's card, compared."""
    return {"agency": trusted(UNIT, card).pk.hex}


def take(file: str) -> dict[str, Any]:
    """A file comes in; the acknowledgement goes out; somebody works on it."""
    looked = incoming.look(base64.b64decode(file), by=UNIT.siti, at=UNIT.at)
    case_id = incoming.take_in(looked, by=UNIT.siti, at=UNIT.at)
    made = incoming.answer_file(case_id=case_id, by=UNIT.siti, at=UNIT.at)
    return {"case": case_id.hex, "answer": base64.b64encode(made.data).decode(), **counts()}


def refuse(file: str, reason: str) -> dict[str, Any]:
    """A file comes in and is not taken."""
    looked = incoming.look(base64.b64decode(file), by=UNIT.siti, at=UNIT.at)
    made = incoming.refuse_file(looked, reason=reason, by=UNIT.siti, at=UNIT.at)
    return {"answer": base64.b64encode(made.data).decode(), **counts()}


def counts() -> dict[str, Any]:
    """How much lies here."""
    return {"cases": Case.objects.count(), "children": Child.objects.count()}


def read(case: str) -> dict[str, Any]:
    """What the supervisor reads of the case."""
    file = open_file(case_id=UUID(case), by=UNIT.ratna, at=UNIT.at, facets=facets_of(UNIT.ratna))
    identity, places = child_of(file)
    carried = [one.line for one in file.lines if isinstance(one.line, e.TransferCarried)]
    return {
        "name": identity.name if identity else "",
        "birth": identity.birth if identity else "",
        "domicile": places.domicile if places else "",
        "forms": file.stats.forms,
        "risk": file.state.risk,
        "stories": [one.story.text for one in incident_files(file) if one.story],
        "carried": [row.text for line in carried for row in line.rows],
        "channel": file.stats.channel,
        "owed": sorted(duty.code for duty in standing(UUID(case), file.proof)),
    }


def work(case: str, text: str) -> dict[str, Any]:
    """Dedi takes the case on and writes a note."""
    case_id = UUID(case)
    team.assign_worker(case_id=case_id, worker_id=UNIT.dedi.id, by=UNIT.ratna, at=UNIT.at)
    note = e.Noted(at=UNIT.at, by="", text=text)
    care.write_note(case_id=case_id, note=note, facet=Facet.NARRATIVE, by=UNIT.dedi, at=UNIT.at)
    return {}


def back(case: str, agency: str) -> dict[str, Any]:
    """The case goes back to where it came from."""
    who: dict[str, Any] = {"case_id": UUID(case), "at": UNIT.at}
    outgoing.ask_transfer(
        agency_id=UUID(agency), purpose=TransferPurpose.BACK, basis=LegalBasis.LEGAL_DUTY, law=LAW,
        note="Keluarga kembali.", by=UNIT.dedi, **who,
    )  # fmt: skip
    outgoing.approve_transfer(by=UNIT.ratna, **who)
    return {
        "file": base64.b64encode(outgoing.export_file(by=UNIT.dedi, **who).data).decode(),
    }
