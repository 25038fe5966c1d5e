"""After a declaration of kin: what the person may see is held against it, at once or at night."""

import logging
from uuid import UUID

from pabolo.ground.audit.errors import AuditUnavailable
from pabolo.ground.keys.errors import Locked
from pabolo.ground.lib import clock
from pabolo.programme.cases.actions.rescreening import rescreen

log = logging.getLogger(__name__)


def screen(person: UUID) -> None:
    """Screen a person again. The declaration stands whatever happens here: the night asks again."""
    try:
        rescreen(person=person, at=clock.now())
    except (Locked, AuditUnavailable):
        log.warning("a declaration of kin waits for the night")
