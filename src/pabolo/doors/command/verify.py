"""./pabolo verify: do the audit log, the keys and the rows agree?"""

import argparse
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

from django.apps import apps
from django.conf import settings

from pabolo.doors.command.tell import line
from pabolo.ground.audit import exports, queries, verifier
from pabolo.ground.keys import ring, store
from pabolo.ground.lib import clock, durability
from pabolo.ground.vault import erasure
from pabolo.ground.vault.fields import folder_of

NAME = "verify"
HELP = "check the audit tree, the keys and the counts"


@dataclass(frozen=True, slots=True)
class Line:
    """One check: what was looked at, what was found, whether it holds."""

    what: str
    found: str
    holds: bool


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What else to do."""
    parser.add_argument("--held", type=Path, action="append", default=[], help="a kept checkpoint")
    parser.add_argument("--export", type=Path, help="write the log for an inspector's verifier")


def run(args: argparse.Namespace) -> int:
    """Print one line a check. 1 when anything does not hold. First, what a restore left is done."""
    erasure.settle(at=clock.now())
    lines = check([path.read_text() for path in args.held])
    for one in lines:
        line(f"{'ok ' if one.holds else 'BAD'} {one.what}: {one.found}")
    if args.export:
        with args.export.open("x") as out:
            out.writelines(f"{text}\n" for text in exports.lines())
        line(f"exported to {args.export}; verifier key {queries.verifier_key()}")
    return 0 if all(one.holds for one in lines) else 1


def check(held: Sequence[str] = ()) -> list[Line]:
    """Every check on the live installation; reads only."""
    return [_durability(), _audit(held), _index(), *_keys(), _erasures()]


def _erasures() -> Line:
    problems = erasure.problems()
    gone = sum(erasure.counts().values())
    return Line("erasures", "; ".join(problems) or f"{gone} folders, none has a key", not problems)


def _durability() -> Line:
    problems = durability.problems()
    return Line("durability", "; ".join(problems) or "commits survive a power cut", not problems)


def _audit(held: Sequence[str]) -> Line:
    key = verifier.read_key(queries.verifier_key())
    try:
        finding = _finding(key, held)
    except (verifier.Tampered, verifier.Unreadable) as error:
        return Line("audit log", str(error), False)
    if finding.root != queries.root(finding.size):
        return Line("audit log", "the stored tree differs from the entries", False)
    return Line("audit log", finding.line().removeprefix("OK: "), True)


def _index() -> Line:
    odd = queries.misplaced()
    found = f"{odd} rows too many or missing" if odd else "as the entries say"
    return Line("audit index", found, not odd)


def _finding(key: verifier.Key, held: Sequence[str]) -> verifier.Finding:
    database = settings.DATABASES["default"]
    if str(database["ENGINE"]).endswith("sqlite3"):
        return verifier.check_file(Path(str(database["NAME"])), key, held)
    notes = [checkpoint.note for checkpoint in queries.checkpoints()]
    return verifier.check(verifier.Log(queries.bodies(), notes), key, held)


def _keys() -> Iterator[Line]:
    keyed, used = set(store.folders()), set(folders_in_use())
    lost, orphans = used - keyed, keyed - used
    by_kid = ", ".join(f"{count} under key {kid}" for kid, count in store.counts().items())
    yield Line("folder keys", by_kid or "none", True)
    yield Line("folders without a key", str(len(lost)), not lost)
    yield Line("keys without a folder", f"{len(orphans)} (harmless)", True)
    if ring.is_unlocked():
        opened = len(store.keys_for(keyed))
        yield Line("keys that open", f"{opened} of {len(keyed)}", opened == len(keyed))
    else:
        yield Line("keys that open", "not tried: locked", True)


def folders_in_use() -> Iterator[UUID]:
    """The folder of every row that has a sealed column."""
    for model in apps.get_models():
        sealed = [field.name for field in model._meta.fields if hasattr(field, "facet")]
        if sealed:
            for row in model._default_manager.defer(*sealed).iterator(2000):
                yield folder_of(row)
