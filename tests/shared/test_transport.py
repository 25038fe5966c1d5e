"""Real data travels under TLS only: settings as a real installation starts with them."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ASK = """
import json
import django
django.setup()
from django.conf import settings
from django.test import Client

def ask(**how):
    answer = Client().get("/janji", **how)
    return [answer.status_code, answer.headers.get("Location", ""),
            answer.headers.get("Strict-Transport-Security", "")]

print(json.dumps({
    "cookies": [settings.SESSION_COOKIE_SECURE, settings.CSRF_COOKIE_SECURE],
    "plain": ask(headers={"host": "ppa.example"}),
    "tls": ask(headers={"host": "ppa.example", "x-forwarded-proto": "https"}),
    "here": ask(headers={"host": "localhost:8000"}),
    "strange": ask(headers={"host": "other.example"}),
}))
"""


def started(mode: str, folder: Path) -> dict[str, list[object]]:
    """What settings and four requests say in a process of its own."""
    known = {
        "PABOLO_MODE": mode,
        "PABOLO_DATA": str(folder),
        "PABOLO_HOSTS": "ppa.example,localhost",
    }
    environment = {k: v for k, v in os.environ.items() if not k.startswith(("PABOLO_", "PYTEST_"))}
    done = subprocess.run(
        [sys.executable, "-c", ASK],
        env={**environment, **known, "DJANGO_SETTINGS_MODULE": "pabolo.config.settings_test"},
        capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    found: dict[str, list[object]] = json.loads(done.stdout)
    return found


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "static").mkdir()
    return tmp_path


def test_a_real_installation_answers_under_tls_and_on_its_own_machine_only(folder: Path) -> None:
    found = started("real", folder)
    assert found["cookies"] == [True, True]
    assert found["plain"] == [301, "https://ppa.example/janji", ""]
    status, _to, promised = found["tls"]
    assert (status, promised) == (200, "max-age=31536000")
    assert found["here"][:2] == [200, ""]
    assert found["strange"][0] == 400


def test_the_demo_needs_no_certificate(folder: Path) -> None:
    found = started("demo", folder)
    assert found["cookies"] == [False, False]
    assert found["plain"][:2] == [200, ""] and found["plain"][2] == ""
