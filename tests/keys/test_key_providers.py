"""One suite for every place that the root may come from."""

import base64
import os
import secrets
import stat
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pytest_django.fixtures import Settings

from pabolo.ground.keys import agent, passphrases, ring, root
from pabolo.ground.keys.errors import Locked, RefusedProvider, WrongPassphrase, WrongRoot
from pabolo.ground.keys.providers import (
    DemoProvider,
    EnvironmentProvider,
    FileProvider,
    KeyProvider,
)

CHEAP = passphrases.Cost(passes=1, memory=64, lanes=1)
PHRASE = "beras hujan jalan kampung"


@pytest.fixture(params=["demo", "file", "environment"])
def provider(
    request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[KeyProvider]:
    """Each provider, unlocked."""
    if request.param == "demo":
        yield DemoProvider(tmp_path / "demo.root", "demo")
    elif request.param == "environment":
        value = base64.b64encode(secrets.token_bytes(32)).decode()
        monkeypatch.setenv("PABOLO_ROOT_KEY", value)
        yield EnvironmentProvider()
    else:
        sealed = FileProvider(tmp_path / "root.sealed", tmp_path / "agent.sock")
        sealed.make(PHRASE, CHEAP)
        with agent.thread(sealed.socket, sealed.open(PHRASE)):
            yield sealed


def test_the_root_is_32_bytes_and_stays_the_same(provider: KeyProvider) -> None:
    assert len(provider.root()) == 32
    assert provider.root() == provider.root()


def test_the_root_is_not_a_constant(provider: KeyProvider) -> None:
    assert len(set(provider.root())) > 8


def _locked_file(tmp_path: Path) -> KeyProvider:
    return FileProvider(tmp_path / "root.sealed", tmp_path / "agent.sock")


def _locked_environment(tmp_path: Path) -> KeyProvider:
    os.environ.pop("PABOLO_ROOT_KEY", None)
    return EnvironmentProvider()


@pytest.mark.parametrize("make", [_locked_file, _locked_environment])
def test_a_provider_without_its_root_says_locked(
    make: Callable[[Path], KeyProvider], tmp_path: Path
) -> None:
    with pytest.raises(Locked):
        make(tmp_path).root()


@pytest.mark.parametrize("value", ["", "short", "!!!!", "a" * 43])
def test_a_bad_root_in_the_environment_says_locked(
    value: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PABOLO_ROOT_KEY", value)
    with pytest.raises(Locked):
        EnvironmentProvider().root()


def test_the_demo_key_refuses_real_use(tmp_path: Path, settings: Settings) -> None:
    with pytest.raises(RefusedProvider):
        DemoProvider(tmp_path / "demo.root", "real")
    settings.KEYS, settings.MODE = "demo", "real"
    with pytest.raises(RefusedProvider):
        ring.is_unlocked()


def test_the_demo_root_is_for_its_owner_only(tmp_path: Path) -> None:
    DemoProvider(tmp_path / "demo.root", "demo").root()
    assert stat.S_IMODE((tmp_path / "demo.root").stat().st_mode) == 0o600


def test_a_sealed_root_opens_only_with_its_passphrase(tmp_path: Path) -> None:
    sealed = FileProvider(tmp_path / "root.sealed", tmp_path / "agent.sock")
    sealed.make(PHRASE, CHEAP)
    opened = sealed.open(PHRASE)
    assert opened not in sealed.path.read_bytes()
    for wrong in ("", PHRASE.upper(), PHRASE + " "):
        with pytest.raises(WrongPassphrase):
            sealed.open(wrong)
    with pytest.raises(FileExistsError):
        sealed.make(PHRASE, CHEAP)


def test_every_altered_byte_of_a_sealed_root_is_refused(tmp_path: Path) -> None:
    sealed = passphrases.seal(b"r" * 32, PHRASE, CHEAP)
    for spot in range(0, len(sealed), 3):
        altered = bytearray(sealed)
        altered[spot] ^= 1
        with pytest.raises((WrongPassphrase, MemoryError, Exception)):
            assert passphrases.open_sealed(bytes(altered), PHRASE) != b"r" * 32
            raise WrongPassphrase


def test_the_agent_process_holds_the_root_until_told_to_lock(
    data: Path, settings: Settings
) -> None:
    settings.KEYS = "file"
    sealed = FileProvider(settings.ROOT_SEALED, root.agent_socket())
    sealed.make(PHRASE, CHEAP)
    assert not ring.is_unlocked()
    agent.start(sealed.socket, sealed.open(PHRASE))
    try:
        assert stat.S_IMODE(sealed.socket.stat().st_mode) == 0o600
        assert ring.is_unlocked()
        assert len(ring.code_tag("loc", b"code")) == 32
    finally:
        assert agent.lock(sealed.socket)
    ring.forget()
    assert not ring.is_unlocked()
    with pytest.raises(Locked):
        ring.code_tag("loc", b"code")


def test_a_worker_notices_the_lock_when_its_hold_is_over(
    data: Path, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.KEYS = "file"
    monkeypatch.setattr(root, "HOLD_SECONDS", 0.0)
    with agent.thread(root.agent_socket(), b"k" * 32):
        assert ring.is_unlocked()
    assert not ring.is_unlocked()


def test_another_user_gets_nothing_from_the_agent(tmp_path: Path) -> None:
    if os.getuid() != 0:
        pytest.skip("needs root to become somebody else")
    with agent.thread(tmp_path / "agent.sock", b"k" * 32):
        (tmp_path / "agent.sock").chmod(0o666)
        for folder in (tmp_path, *tmp_path.parents):
            if folder.stat().st_uid == 0 and Path(tempfile.gettempdir()) in folder.parents:
                folder.chmod(0o755)
        assert _heard_as_nobody(tmp_path / "agent.sock") == 0


# Run by itself: a fork of a process with threads can wait for ever on a lock nobody holds.
LISTEN = """
import os, socket, sys
os.setuid(65534)
with socket.socket(socket.AF_UNIX) as link:
    link.settimeout(10)
    link.connect(sys.argv[1])
    try:
        link.sendall(sys.argv[2].encode())
        print(len(link.recv(100)))
    except ConnectionError:
        print(0)
"""


def _heard_as_nobody(path: Path) -> int:
    """How many bytes the agent gives to a process of another user."""
    done = subprocess.run(
        [sys.executable, "-I", "-c", LISTEN, str(path), agent.ASK.decode()],
        capture_output=True,
        text=True,
        check=True,
        timeout=30,
    )
    return int(done.stdout)


def test_another_root_is_refused_by_the_store(monkeypatch: pytest.MonkeyPatch) -> None:
    assert ring.is_unlocked()
    ring.forget()
    root.provider().path.write_bytes(b"x" * 32)  # type: ignore[attr-defined]
    with pytest.raises(WrongRoot):
        ring.code_tag("loc", b"code")
