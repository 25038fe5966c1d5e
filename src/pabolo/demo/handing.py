"""Cases that go to another unit: those of children who moved, and one that waits for its answer."""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import pyrage
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from pabolo.demo.casestory import CaseStory
from pabolo.demo.clockwork import Story, at_work
from pabolo.demo.lives import rng_of
from pabolo.demo.scene import Scene
from pabolo.ground.agencies.actions import enter_key
from pabolo.ground.agencies.queries import agencies
from pabolo.ground.keys.cards import Card
from pabolo.ground.lib.clock import day_of
from pabolo.programme.cases.models import Case
from pabolo.programme.transfers.actions import outgoing
from pabolo.programme.transfers.models import Transfer
from pabolo.programme.transfers.secrets import code_of
from pabolo.rules.transfer import TransferPurpose
from pabolo.rules.vocabulary import LegalBasis

LAW = "Pasal 20 ayat (2) huruf e UU 27/2022"
NOTE = "Keluarga pindah ke rumah nenek. Anak ingin tetap bersekolah."
KIND = "UPTD-LAIN"


def cards(scene: Scene, at: datetime) -> None:
    """The first neighbour's card was compared by telephone; the second has none yet."""
    pair = pyrage.x25519.Identity.generate()
    signer = Ed25519PrivateKey.generate().public_key().public_bytes_raw().hex()
    card = Card(str(pair.to_public()), signer)
    unit = agencies(day_of(at), KIND)[0]
    enter_key(
        agency_id=unit.pk, card=str(card), fingerprint=card.fingerprint,
        read_by="Contoh: petugas di telepon kantor", by=scene.actor("ratna", at), at=at,
    )  # fmt: skip


def _asked(at: datetime, number: int) -> dict[str, Any]:
    return {
        "agency_id": agencies(day_of(at), KIND)[number].pk,
        "purpose": TransferPurpose.MOVED,
        "basis": LegalBasis.PUBLIC_TASK,
        "law": LAW,
        "note": NOTE,
    }


def gone(story: CaseStory) -> Story:
    """The child has moved: the case goes sealed, and the other unit says that it has it."""
    outgoing.ask_transfer(**story.worked(**_asked(story.at, 0)))
    yield story.pace.hours(2, 20)
    outgoing.approve_transfer(**story.led("ratna"))
    yield story.pace.hours(1, 5)
    outgoing.export_file(**story.worked())
    yield story.pace.days(1, 3)
    transfer = Transfer.objects.filter(case_id=story.case_id, incoming=False).latest("day")
    number = f"CONTOH-{story.at.year}-{story.rng.randrange(10, 99)}"
    outgoing.acknowledge_by_code(**story.worked(code=code_of(transfer.pk), number=number))


def with_another_unit(case_id: UUID) -> bool:
    """Whether a file of the case went out."""
    return Transfer.objects.filter(case_id=case_id, incoming=False).exists()


def waiting(scene: Scene) -> Story:
    """One case that is with the other unit since yesterday, under a passphrase."""
    first = at_work(rng_of(scene.seed, "transfer"), scene.now.date() - timedelta(days=1))
    yield first
    rows = Case.objects.filter(stage="delivering", worker_id__isnull=False)
    known = rows.filter(light=False, closed_day__isnull=True).in_bulk()
    # The one that was opened last: its closing is far away.
    case = next((known[one] for one in reversed(scene.cases) if one in known), None)
    if case is None or case.worker_id is None:
        return
    by = scene.actor(scene.username_of(case.worker_id), first)
    case_id: UUID = case.pk
    outgoing.ask_transfer(case_id=case_id, **_asked(first, 1), by=by, at=first)
    outgoing.approve_transfer(case_id=case_id, by=scene.actor("ratna", first), at=first)
    outgoing.export_file(case_id=case_id, by=by, at=first)
