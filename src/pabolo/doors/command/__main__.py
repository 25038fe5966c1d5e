"""`python -m pabolo.doors.command`: what the launcher starts."""

import sys

from pabolo.doors.command.frame import main

sys.exit(main(sys.argv[1:]))
