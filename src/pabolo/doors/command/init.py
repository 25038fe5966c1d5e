"""Set up a real installation in an empty data folder, or bring one up to date.

It makes the root key, sealed by a passphrase that only people know; a recovery key for
backups, which leaves this machine; the database with its reference data; and the first
administrator, who then appoints everyone else. Afterwards: serve, then unlock.
"""

import argparse
from pathlib import Path

from django.conf import settings

from pabolo.doors.command import secrets_in
from pabolo.doors.command.readiness import insist_on_durability, migrate
from pabolo.doors.command.tell import Stop, line
from pabolo.ground.accounts.actions.people import appoint, hire
from pabolo.ground.accounts.queries import people_with
from pabolo.ground.agencies.actions import load_directory
from pabolo.ground.keys import agent, recovery, ring, root
from pabolo.ground.keys.errors import WrongPassphrase
from pabolo.ground.keys.providers import FileProvider, write_once
from pabolo.ground.lib.clock import now, today
from pabolo.ground.lib.installation import mark
from pabolo.ground.lib.refusals import Refused
from pabolo.ground.places.actions import load_reference
from pabolo.ground.policy.actions import load_codes
from pabolo.rules.actors import SYSTEM
from pabolo.rules.vocabulary import Role

NAME = "init"
HELP = "set up a real installation: keys, recovery identity, first administrator"
SHORTEST_PASSWORD = 12


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Options of `./pabolo init`; what is not given is asked."""
    parser.add_argument("--passphrase-file", type=Path, metavar="FILE", help="its first line")
    parser.add_argument(
        "--recovery",
        type=Path,
        default=Path("pabolo-recovery-key.txt"),
        metavar="FILE",
        help="where the private recovery key is written (default: %(default)s)",
    )
    parser.add_argument("--admin", metavar="USERNAME", help="the first administrator")
    parser.add_argument("--admin-name", metavar="NAME")
    parser.add_argument("--admin-password-file", type=Path, metavar="FILE", help="its first line")


def _make_root(args: argparse.Namespace) -> None:
    """Make the sealed root and hold it open, in an agent, for the rest of the set-up."""
    provider = root.provider()
    if not isinstance(provider, FileProvider):
        return
    if provider.path.exists():  # an earlier set-up was interrupted
        passphrase = secrets_in.known("passphrase", args.passphrase_file)
    else:
        passphrase = secrets_in.new("passphrase", args.passphrase_file)
        provider.make(passphrase)
    try:
        agent.start(root.agent_socket(), provider.open(passphrase))
    except WrongPassphrase as reason:
        raise Stop("This passphrase does not open the root key that is here.") from reason


def _insist_on_place(file: Path) -> None:
    """Refuse a place for the recovery key before anything is made."""
    if file.resolve().is_relative_to(settings.DATA):
        raise Stop("The recovery key must not lie in the data folder it is to rescue.")
    if file.exists():
        raise Stop(f"{file} exists. Choose another place with --recovery.")


def _first_administrator(args: argparse.Namespace) -> str:
    known = people_with(Role.ADMIN, today())
    if known:
        return known[0].username
    username = args.admin or input("User name of the first administrator: ")
    name = args.admin_name or input("Name: ")
    password = secrets_in.new(
        "password for the first sign-in", args.admin_password_file, shortest=SHORTEST_PASSWORD
    )
    at = now()
    person = hire(username=username, name=name, password=password, by=SYSTEM, at=at)
    appoint(person=person.id, role=Role.ADMIN, from_day=today(), by=SYSTEM, at=at)
    return username


def _set_up(args: argparse.Namespace) -> None:
    """From nothing to an installation that can be served; its last step says that it is done."""
    _insist_on_place(args.recovery)
    mark(settings.DATA, "real")
    _make_root(args)
    try:
        ring.make_pairs()
        migrate()
        insist_on_durability()
        load_reference()
        load_codes(by=SYSTEM, at=now())
        load_directory(by=SYSTEM, at=now())
        username = _first_administrator(args)
        write_once(args.recovery.resolve(), f"{recovery.make()}\n".encode())
    except Refused as reason:
        raise Stop(reason.refusal.sentence) from reason
    finally:
        agent.lock(root.agent_socket())
    line(f"Set up in {settings.DATA}. Administrator: {username}.")
    line(f"The recovery key is in {args.recovery}. Print it or put it on two sticks, keep them")
    line("apart from this machine, then delete that file: without it no backup can be opened.")
    line("Next: ./pabolo serve, and in another window ./pabolo unlock.")


def run(args: argparse.Namespace) -> int:
    """Set up, or bring the schema and reference data of an older version up to date."""
    if settings.MODE != "real":
        raise Stop(f"{settings.DATA} is a demo. Choose another folder with --data.")
    if not recovery.recipients():
        _set_up(args)
        return 0
    migrate()
    load_reference()
    line(f"{settings.DATA} was set up before; its database is up to date.")
    return 0
