"""What happens between the words typed and the verb that runs?"""

import argparse
import atexit
import os
import shutil
import tempfile
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path

import django

from pabolo.doors.command.catalogues import compile_stale
from pabolo.doors.command.root import DATA
from pabolo.doors.command.tell import Stop, complain, line
from pabolo.doors.command.verbs import Verb, find, present
from pabolo.ground.lib.installation import WrongMode, settled_mode


def overview() -> str:
    """The help of `./pabolo` without a verb."""
    verbs = "\n".join(f"  {verb.name:<10} {verb.help}" for verb in present())
    return (
        "Anak Pabolo: protection of children in Kabupaten Labuhanbatu, and its public record.\n\n"
        "Use: ./pabolo VERB [options]      ./pabolo VERB --help tells more\n\n"
        f"{verbs}\n\n"
        "New here? `./pabolo demo` builds everything from made-up data and serves it on\n"
        "http://localhost:8000; no real person is in it."
    )


def data_option() -> argparse.ArgumentParser:
    """The option that every verb with a data folder has."""
    parser = argparse.ArgumentParser(add_help=False)
    parser.add_argument(
        "--data",
        type=Path,
        default=DATA,
        metavar="DIR",
        help="the data folder (default: %(default)s, or PABOLO_DATA)",
    )
    return parser


def scratch_folder() -> Path:
    """A data folder for verbs that need the settings but no data; removed at exit."""
    folder = Path(tempfile.mkdtemp(prefix="pabolo-scratch-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return folder


def prepare(verb: Verb, words: Sequence[str]) -> None:
    """Tell the settings which folder and which mode this is about, then set Django up."""
    if not (verb.passes_on or verb.scratch):
        os.umask(0o077)  # data is the owner's alone; the other verbs write source
    if verb.scratch:
        data, asked = scratch_folder(), "demo"
    else:
        data = data_option().parse_known_args(words)[0].data.resolve()
        asked = os.environ.get("PABOLO_MODE", "")
    os.environ["PABOLO_DATA"] = str(data)
    os.environ["PABOLO_MODE"] = settled_mode(data, asked, unmarked=verb.mode)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "pabolo.config.settings")
    compile_stale()  # before anything is said: catalogues are read once and then kept
    django.setup()


def run(verb: Verb, words: Sequence[str]) -> int:
    """Run one verb with its own words; returns the exit code."""
    if verb.django:
        prepare(verb, words)
    module = import_module(verb.module)
    parser = argparse.ArgumentParser(
        prog=f"./pabolo {verb.name}",
        description=module.__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        parents=[data_option()] if verb.django and not verb.scratch else [],
    )
    module.add_arguments(parser)
    args, rest = parser.parse_known_args(words)
    if rest and not verb.passes_on:
        parser.error(f"not understood: {' '.join(rest)}")
    args.rest = rest
    if "data" in args:
        args.data = args.data.resolve()
    code: int = module.run(args)
    return code


def main(words: Sequence[str]) -> int:
    """Run `./pabolo` with these words; returns the exit code."""
    if not words or words[0] in {"-h", "--help", "help"}:
        line(overview())
        return 0
    verb = find(words[0])
    if verb is None:
        complain(f"There is no verb `{words[0]}`. `./pabolo` alone lists them.")
        return 2
    try:
        return run(verb, words[1:])
    except (Stop, WrongMode) as reason:
        complain(str(reason))
        return 1
    except KeyboardInterrupt:
        return 130
