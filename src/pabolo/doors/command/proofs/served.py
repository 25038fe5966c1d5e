"""What granian loads, as a factory: Django first, then everything that needs it."""

from importlib import import_module

import django
from django.core.handlers.wsgi import WSGIHandler

PROBE = "pabolo.doors.command.proofs.probe"


def application() -> WSGIHandler:
    """The application, broken if asked for, and watched."""
    django.setup()
    made: WSGIHandler = import_module(PROBE).prepared()[0]
    return made
