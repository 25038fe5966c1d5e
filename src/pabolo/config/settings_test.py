"""Settings for the tests: fast hasher, throwaway data folder, the same database rules."""

import atexit
import os
import shutil
import tempfile

if "PYTEST_XDIST_WORKER" in os.environ or "PABOLO_DATA" not in os.environ:
    # One folder a process: key stores and stamps of parallel workers must not meet.
    os.environ["PABOLO_DATA"] = tempfile.mkdtemp(prefix="pabolo-test-")
    atexit.register(shutil.rmtree, os.environ["PABOLO_DATA"], ignore_errors=True)
os.environ.setdefault("PABOLO_MODE", "demo")
os.environ.setdefault("PABOLO_POOL", "0")

from pabolo.config.settings import *  # noqa: F403

if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":  # noqa: F405
    # A file, not memory: WAL, synchronous and locks are then what they are in use.
    DATABASES["default"]["TEST"] = {"NAME": DATA / "test.sqlite3"}  # noqa: F405
STATIC_ROOT.mkdir(parents=True, exist_ok=True)  # noqa: F405
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
# Counts of queries must not depend on the minute in which they are taken.
CODES_FRESH_SECONDS = 24 * 3600
