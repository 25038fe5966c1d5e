"""How is typed text cleaned before anything else sees it?"""

import unicodedata

_KEEP = {"\n", "\t"}


def clean_text(value: str) -> str:
    """Composed form (NFC), plain line ends, no control or invisible direction characters."""
    text = unicodedata.normalize("NFC", value.replace("\r\n", "\n").replace("\r", "\n"))
    return "".join(
        c for c in text if c in _KEEP or unicodedata.category(c) not in {"Cc", "Cf", "Cs"}
    )
