"""Where the project's files are."""

import os
from pathlib import Path

PACKAGE = Path(__file__).resolve().parents[2]
ROOT = Path(os.environ.get("PABOLO_ROOT") or PACKAGE.parents[1])
DATA = Path(os.environ.get("PABOLO_DATA") or ROOT / "data")
