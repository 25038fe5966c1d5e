"""Who asks learns of a file, and frees it, only where it is theirs."""

from dataclasses import replace
from datetime import timedelta
from functools import partial
from uuid import UUID

import pytest

from pabolo.doors.office.rights import views
from pabolo.ground.duties.models import Duty
from pabolo.programme.cases.models import Case
from pabolo.programme.retention import actions as retention
from pabolo.programme.retention import due
from pabolo.programme.rights import actions, queries
from pabolo.rules import rights as rules
from pabolo.rules.rights import Answer, Ground, Outcome, Relation
from tests import builders as b
from tests.rights.test_requests import GRANT, decide, letter, looked, refused, suspected, taken

KEEP = Answer(Outcome.REFUSED, Ground.MUST_KEEP, "Masa simpan.")


@pytest.mark.parametrize(
    "fields",
    [{"relation": "other", "asks": "erasure"}, {"identified": "not"},
     {"relation": "reporter", "asks": "readers"}],
)  # fmt: skip
def test_a_stranger_learns_nothing_from_the_ground(unit: b.Unit, fields: dict[str, str]) -> None:
    one, two = taken(unit, **fields), taken(unit, **fields)
    looked(unit, one, b.assigned(unit))
    looked(unit, two, None)
    refused("rights.tells", lambda: decide(unit, one, KEEP))
    decide(unit, one, Answer(Outcome.REFUSED, Ground.NOT_THEIRS, "Bukan haknya."))
    decide(unit, two, Answer(Outcome.REFUSED, Ground.NOTHING_KNOWN, "Tidak ada."))
    assert letter(unit, one) == letter(unit, two), "the same, word for word"


def test_whose_file_it_is_learns_the_ground(unit: b.Unit) -> None:
    request = taken(unit)
    looked(unit, request, b.assigned(unit))
    decide(unit, request, KEEP)
    assert b"UU 43/2009" in letter(unit, request)


def test_the_broken_variant_that_names_the_ground_to_a_stranger_is_caught(
    unit: b.Unit, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rules, "_may_know", lambda _asked: True)
    request = taken(unit, relation="other")
    looked(unit, request, b.assigned(unit))
    decide(unit, request, KEEP)
    assert b"UU 43/2009" in letter(unit, request)


@pytest.mark.parametrize("relation", ["parent", "guardian", "counsel"])
def test_whom_an_accused_parent_may_have_sent_is_made_sure_of(unit: b.Unit, relation: str) -> None:
    request = taken(unit, name="Parlindungan Hutabarat", relation=relation)
    looked(unit, request, suspected(unit))
    file = queries.open_request(request, by=unit.ratna, at=unit.at)
    assert actions.asked_of(file, at=unit.at).kin_accused
    refused("rights.make_sure", lambda: decide(unit, request, GRANT))
    decide(unit, request, replace(GRANT, not_the_accused="Kuasa dari ibu, surat kuasa dilihat."))


def test_the_child_itself_is_not_suspected_of_its_parent() -> None:
    assert rules.kin_accused(Relation.COUNSEL, ["TG", "OT"])
    assert not rules.kin_accused(Relation.CHILD, ["OT"])
    assert not rules.kin_accused(Relation.PARENT, ["TG"])


def asked_to_erase(unit: b.Unit, relation: str) -> tuple[b.Unit, UUID, UUID]:
    """Years after, somebody asks that a closed file be destroyed, and is granted it."""
    case = b.closed(unit)
    Duty.objects.filter(folder_id=case).update(state="void", closed_day=unit.at)
    later = b.Unit(unit.at + timedelta(days=365 * 9))
    request = taken(later, asks="erasure", relation=relation)
    looked(later, request, case)
    decide(later, request, GRANT)
    return later, case, request


@pytest.mark.parametrize(
    ("relation", "due_now", "ways"), [("reporter", 0, 0), ("counsel", 1, 1), ("child", 1, 1)]
)
def test_a_reporter_never_frees_the_childs_file_nor_is_led_to_it(
    unit: b.Unit, relation: str, due_now: int, ways: int
) -> None:
    later, case, request = asked_to_erase(unit, relation)
    (found,) = due.units(at=later.at, roots=[Case.objects.get(pk=case).child_id])
    assert (found.refusal is None) == bool(due_now)
    assert len(due.due(at=later.at)) == due_now
    file = queries.open_request(request, by=unit.ratna, at=later.at)
    assert len(views._ways(file, unit.ratna)) == ways


def test_an_erasure_is_done_only_when_the_file_is_gone(unit: b.Unit) -> None:
    later, case, request = asked_to_erase(unit, "child")
    done = partial(actions.carry_out, request_id=request, note="", by=unit.siti, at=later.at)
    refused("rights.still_kept", done)
    roots = [Case.objects.get(pk=case).child_id]
    now = {"roots": roots, "reason": "Diminta anak.", "by": unit.ratna, "at": later.at}
    batch = retention.propose(**now)
    retention.approve(batch_id=batch, words="", by=unit.hendra, at=later.at)
    assert done().state == "done"


def test_what_a_reporter_was_granted_is_done_beside_the_file(unit: b.Unit) -> None:
    later, _case, request = asked_to_erase(unit, "reporter")
    actions.carry_out(request_id=request, note="Nama dihapus.", by=unit.siti, at=later.at)
