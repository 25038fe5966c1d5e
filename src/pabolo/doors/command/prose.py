"""Do README and change log speak of what exists?"""

import re
import tomllib

from pabolo.doors.command.root import ROOT
from pabolo.doors.command.verbs import VERBS, present

SPEAKING = ("README.md", "README.id.md", "CONTRIBUTING.md", "CHANGELOG.md", "docs")
VERB = re.compile(r"\./pabolo ([a-z]+)")


def _texts() -> dict[str, str]:
    found: dict[str, str] = {}
    for name in SPEAKING:
        place = ROOT / name
        files = sorted(place.rglob("*.md")) if place.is_dir() else [place]
        found |= {str(file.relative_to(ROOT)): file.read_text() for file in files if file.exists()}
    return found


def faults() -> list[str]:
    """Verbs spoken of that are not there, verbs that no README names, a version without a log."""
    texts = _texts()
    said = {(name, verb) for name, text in texts.items() for verb in VERB.findall(text)}
    verbs = {verb.name for verb in VERBS} | {"help"}
    found = [f"{name}: there is no ./pabolo {v}" for name, v in sorted(said) if v not in verbs]
    for readme in ("README.md", "README.id.md"):
        named = {verb for name, verb in said if name == readme}
        found += [f"{readme}: says nothing of {v.name}" for v in present() if v.name not in named]
    version = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["version"]
    if f"## {version}" not in texts.get("CHANGELOG.md", ""):
        found.append(f"CHANGELOG.md: no entry for {version}")
    return found
