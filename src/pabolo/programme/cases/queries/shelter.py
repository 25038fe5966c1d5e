"""Where a shelter is: read here and nowhere else."""

from pabolo.ground.lib.refusals import ensure
from pabolo.programme.cases.entries import ShelterPlaced
from pabolo.programme.cases.queries.files import CaseFile
from pabolo.rules.access import Standing
from pabolo.rules.actors import Actor
from pabolo.rules.shelter import Use, may_show_place


def place_shown(file: CaseFile, stay: str, *, by: Actor, use: Use) -> str:
    """Where the child of a stay is, for a use that may know; else `Refused`.

    Empty where the place was not written, or where `location` was not opened. The file was opened
    in scope, so the person was granted it.
    """
    ensure(may_show_place(by, use, Standing(granted=True)))
    told = (one.line for one in file.lines if isinstance(one.line, ShelterPlaced))
    return next((line.place for line in told if line.stay == stay), "")
