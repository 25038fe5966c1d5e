"""The installation's secret for signed forms and sessions, made on first use in its data folder."""

import secrets
from pathlib import Path


def secret_key(data: Path) -> str:
    """Read the secret, or make it (owner-readable only)."""
    path = data / "secret.txt"
    if not path.exists():
        data.mkdir(parents=True, exist_ok=True)
        path.touch(mode=0o600)
        path.write_text(secrets.token_urlsafe(48))
    return path.read_text()
