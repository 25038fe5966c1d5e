"""Open the vault of a running installation with its passphrase, or lock it again.

The opened root key is held in memory by a small process of its own, never on disk. The
servers ask it; when it ends, or is told to lock, they cannot open anything within seconds.
"""

import argparse
from pathlib import Path

from pabolo.doors.command import secrets_in
from pabolo.doors.command.tell import Stop, line
from pabolo.ground.keys import agent, root
from pabolo.ground.keys.errors import WrongPassphrase
from pabolo.ground.keys.providers import FileProvider

NAME = "unlock"
HELP = "open the vault of a running installation with its passphrase"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Options of `./pabolo unlock`."""
    parser.add_argument("--lock", action="store_true", help="lock instead")
    parser.add_argument("--passphrase-file", type=Path, metavar="FILE", help="its first line")


def _lock() -> int:
    told = agent.lock(root.agent_socket())
    line("Locked." if told else "It was locked already.")
    return 0


def run(args: argparse.Namespace) -> int:
    """Unlock or lock. 0 also when there was nothing to do."""
    provider = root.provider()
    if not isinstance(provider, FileProvider):
        raise Stop(f"This installation takes its key from: {provider.name}. Nothing to unlock.")
    if args.lock:
        return _lock()
    if root.is_unlocked():
        line("It is unlocked already.")
        return 0
    try:
        opened = provider.open(secrets_in.known("passphrase", args.passphrase_file))
    except WrongPassphrase as reason:
        raise Stop("This passphrase does not open it. Nothing was changed.") from reason
    except FileNotFoundError as reason:
        raise Stop(f"{provider.path} is not here. Run ./pabolo init first.") from reason
    agent.start(root.agent_socket(), opened)
    line("Unlocked.")
    return 0
