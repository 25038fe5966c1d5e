"""Which browser is this, in words a person recognises? Nothing finer is kept."""

_BROWSERS = (
    ("SamsungBrowser", "Samsung Internet"),
    ("OPR/", "Opera"),
    ("Edg", "Edge"),
    ("Firefox", "Firefox"),
    ("Chrome", "Chrome"),
    ("Safari", "Safari"),
)
_SYSTEMS = (
    ("Android", "Android"),
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Windows", "Windows"),
    ("Mac OS", "Mac"),
    ("Linux", "Linux"),
)


def _first(agent: str, names: tuple[tuple[str, str], ...]) -> str:
    return next((name for mark, name in names if mark in agent), "")


def browser_of(agent: str) -> str:
    """`Chrome, Android`: family and system, without versions."""
    return ", ".join(word for word in (_first(agent, _BROWSERS), _first(agent, _SYSTEMS)) if word)
