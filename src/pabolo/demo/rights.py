"""Requests about data in the days of the build, one of them refused; what was kept long
enough put before a second person. Nothing is destroyed: a visitor does that."""

from datetime import timedelta

from pabolo.demo.clockwork import Story
from pabolo.demo.scene import Scene
from pabolo.programme.retention import actions as retention
from pabolo.programme.retention.due import due
from pabolo.programme.rights import actions as rights
from pabolo.programme.rights.facets import Told
from pabolo.rules.rights import Answer, Asks, Ground, Identified, Outcome, Relation

MOST = 3


def requests(scene: Scene) -> Story:
    """A father is refused without learning anything; a girl asks for what is kept about her."""
    yield (at := scene.now - timedelta(hours=50))
    siti, ratna = scene.actor("siti", at), scene.actor("ratna", at)
    first = rights.take_request(
        told=Told(
            at=at, by="", asks=Asks.ACCESS, name="Burhanuddin Contoh", relation=Relation.PARENT,
            identified=Identified.DOCUMENT, identified_note="KTP", child="anak perempuannya",
            words="Mau tahu apa yang ditulis tentang anaknya.", answer_to="Diambil di loket",
        ),
        by=siti, at=at,
    )  # fmt: skip
    yield (at := scene.now - timedelta(hours=30))
    rights.look_for_file(request_id=first, code="", by=ratna, at=at)
    refused = Answer(Outcome.REFUSED, Ground.NOTHING_KNOWN, "Tidak ada berkas dengan nama itu.")
    rights.decide(request_id=first, answer=refused, by=ratna, at=at)
    yield (at := scene.now - timedelta(hours=20))
    rights.take_request(
        told=Told(
            at=at, by="", asks=Asks.COPY, name="Seorang anak (contoh)", relation=Relation.CHILD,
            identified=Identified.KNOWN, child="dirinya sendiri",
            words="Apa saja yang disimpan tentang saya?", answer_to="Lewat pendamping",
        ),
        by=siti, at=at,
    )  # fmt: skip


def destruction(scene: Scene) -> Story:
    """The oldest of what is due waits for the head of the agency."""
    yield (at := scene.now - timedelta(hours=26))
    oldest = [one.root for one in due(at=at)[:MOST]]
    if oldest:
        reason = "Laporan lama tanpa kasus; masa simpannya habis."
        retention.propose(roots=oldest, reason=reason, by=scene.actor("ratna", at), at=at)
