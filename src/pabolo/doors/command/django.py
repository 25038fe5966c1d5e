"""Django's own commands, for developers: `./pabolo django makemigrations cases`."""

import argparse

from django.core.management import execute_from_command_line

NAME = "django"
HELP = "Django's own commands, for developers"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Everything is passed on."""


def run(args: argparse.Namespace) -> int:
    """Run the command; Django ends the process itself when it fails."""
    execute_from_command_line(["./pabolo django", *args.rest])
    return 0
