"""Settings for the tests: fast hasher, throwaway data folder, the same database rules."""

import os
import tempfile

os.environ.setdefault("PABOLO_DATA", tempfile.mkdtemp(prefix="pabolo-test-"))
os.environ.setdefault("PABOLO_MODE", "demo")
os.environ.setdefault("PABOLO_POOL", "0")

from pabolo.config.settings import *  # noqa: F403

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
