"""The child process: one sheet in, one PDF out, and nothing else within reach.

Run by path, with an empty environment and an empty folder as its world. Standard library and
typst only. In: JSON on the standard input. Out: the PDF, or what stands in the way as JSON on the
error stream and exit code 3.
"""

import json
import resource
import sys
from typing import Final, Literal

import typst

FAILED = 3
# Both at once: an archive keeps it for good (ISO 19005-2), a screen reader reads it (ISO 14289-1).
STANDARDS: Final[list[Literal["a-2a", "ua-1"]]] = ["a-2a", "ua-1"]


def bound(*, seconds: int, megabytes: int) -> None:
    """Give up what is not needed: time, memory, writing files, leaving a memory image behind."""
    most = megabytes * 1024 * 1024
    for what, limit in (
        (resource.RLIMIT_CPU, seconds),
        (resource.RLIMIT_AS, most),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
    ):
        resource.setrlimit(what, (limit, limit))


def main() -> int:
    """Set the sheet that was handed in."""
    order = json.load(sys.stdin.buffer)
    bound(seconds=order["seconds"], megabytes=order["megabytes"])
    try:
        made = typst.compile(
            order["layout"].encode(),
            root=".",
            font_paths=[order["fonts"]],
            ignore_system_fonts=True,
            sys_inputs={"isi": order["content"]},
            pdf_standards=[*STANDARDS],
            timestamp=order["at"],
            package_path="./none",
            package_cache_path="./none",
        )
    except typst.TypstError as error:
        json.dump({"what": error.message, "where": error.diagnostic}, sys.stderr)
        return FAILED
    sys.stdout.buffer.write(made)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
