"""The proof of erasure proves something: a whole run of it, and its own floors."""

import json

import pytest

from pabolo.doors.command.proofs.erasure import FOLDERS, LEAST_FIELDS, ROUNDS, Proof, Seen
from tests.safety.test_proofs import run


@pytest.mark.slow
@pytest.mark.timeout(300)
def test_no_backup_opens_what_was_erased() -> None:
    code, found = run("erasure")
    print("\n" + json.dumps(found))
    assert (code, found["held"], found["fields_opened"]) == (0, True, 0)


def whole() -> Proof:
    """A finding that holds."""
    seen = Seen(gone=LEAST_FIELDS, rest=LEAST_FIELDS)
    return Proof(1, folders=FOLDERS, backups=ROUNDS + 1, seen=seen, caught=True)


def test_a_finding_that_opened_something_or_did_too_little_does_not_hold() -> None:
    assert whole().holds
    for wrong in ("opened", "shut"):
        one = whole()
        setattr(one.seen, wrong, 1)
        assert not one.holds
    for short in ("folders", "backups"):
        one = whole()
        setattr(one, short, 1)
        assert (one.holds, one.short) == (False, [short])
    asleep = whole()
    asleep.caught = False
    assert not asleep.holds
