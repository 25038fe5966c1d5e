"""The pair that phones seal to: its public half readable while locked, its private half not."""

from collections.abc import Callable

import pytest

from pabolo.ground.devices.envelopes import Unreadable, key_id, open_envelope, seal_envelope
from pabolo.ground.keys import ring
from pabolo.ground.keys.errors import Locked
from pabolo.ground.lib.ids import random_id


def test_while_locked_phones_can_seal_and_nobody_can_open(lock: Callable[[bool], None]) -> None:
    public, identity, device = ring.field_recipient(), random_id(), random_id()
    lock(True)
    assert ring.field_recipient() == public and len(public) == 65 and len(key_id(public)) == 16
    sealed = seal_envelope(b"{}", identity=identity, device=device, server=public)
    with pytest.raises(Locked):
        open_envelope(sealed, identity=identity, device=device)
    lock(False)
    assert open_envelope(sealed, identity=identity, device=device).strip() == b"{}"


def test_nothing_of_an_envelope_can_be_exchanged() -> None:
    public, identity, device = ring.field_recipient(), random_id(), random_id()
    sealed = seal_envelope(b"{}", identity=identity, device=device, server=public)
    assert len(sealed) == 65 + 12 + 512 + 16
    for wrong in (
        {"sealed": sealed[:-1] + b"?"},
        {"sealed": sealed[:70]},
        {"identity": random_id()},
        {"device": random_id()},
    ):
        with pytest.raises(Unreadable):
            open_envelope(**{"sealed": sealed, "identity": identity, "device": device} | wrong)  # type: ignore[arg-type]
