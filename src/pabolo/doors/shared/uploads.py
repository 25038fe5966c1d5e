"""Uploaded files stay in memory until they are sealed: never in the clear on a disk."""

from typing import Any

from django.core.exceptions import RequestDataTooBig
from django.core.files.uploadhandler import MemoryFileUploadHandler

MOST_BYTES = 25 * 1024 * 1024


class MemoryOnly(MemoryFileUploadHandler):
    """Keeps files in memory, and refuses a request that would not fit (413)."""

    def handle_raw_input(
        self,
        input_data: Any,
        META: dict[str, Any],  # noqa: N803
        content_length: Any,
        boundary: Any,
        encoding: str | None = None,
    ) -> None:
        """Look at the announced length before anything is read."""
        if content_length > MOST_BYTES:
            raise RequestDataTooBig
        self.activated = True
