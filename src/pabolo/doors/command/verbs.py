"""Which verbs are there? Listed here by hand: what is not listed cannot be run.

A verb is a module of this package with `NAME`, `HELP`, `add_arguments(parser)` and
`run(args) -> int` (the exit code). `args.data` is there for every verb that has a data folder.
"""

from dataclasses import dataclass
from importlib.util import find_spec

HERE = "pabolo.doors.command"


@dataclass(frozen=True, slots=True)
class Verb:
    """One word of the command line.

    `django`: the framework is set up, on `args.data`, before the module is imported.
    `mode`: what the data folder becomes or must be when it carries no mark yet.
    `scratch`: the data folder is a throwaway one, gone at the end.
    `passes_on`: arguments it does not know are kept in `args.rest`.
    """

    name: str
    help: str
    django: bool = True
    mode: str = "real"
    scratch: bool = False
    passes_on: bool = False

    @property
    def module(self) -> str:
        """The dotted name of the module that does it."""
        return f"{HERE}.{self.name}"

    @property
    def present(self) -> bool:
        """Whether its module is part of this version."""
        return find_spec(self.module) is not None


VERBS = (
    Verb("demo", "build a made-up regency on the real 98 villages and serve it", mode="demo"),
    Verb("test", "run the tests", django=False, passes_on=True),
    Verb("check", "formatters, linters, types, contracts, translations, docs", scratch=True),
    Verb("init", "set up a real installation: keys, recovery identity, first administrator"),
    Verb("serve", "serve the installation in the data folder"),
    Verb("rounds", "what is done by the clock; `serve` starts it"),
    Verb("unlock", "open the vault of a running installation with its passphrase"),
    Verb("backup", "write a consistent, sealed copy of everything"),
    Verb("restore", "bring a sealed copy back, into an empty folder", scratch=True),
    Verb("verify", "check the audit tree, the keys and the counts"),
    Verb("simulate", "fill a data folder with bench data at a given scale", mode="demo"),
    Verb("bench", "measure: one JSON object a line, and a table", mode="demo"),
    Verb("prove", "break things on purpose and see whether anything is lost", scratch=True),
    Verb("docs", "write the generated documents", scratch=True),
    Verb("messages", "add sentences that lack Indonesian to their catalogues", scratch=True),
    Verb("django", "Django's own commands, for developers", mode="demo", passes_on=True),
)


def present() -> list[Verb]:
    """The verbs of this version, in the order they are shown."""
    return [verb for verb in VERBS if verb.present]


def find(name: str) -> Verb | None:
    """The verb of that name, if this version has it."""
    return next((verb for verb in present() if verb.name == name), None)
