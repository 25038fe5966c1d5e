"""What somebody sends to be taken in: a table, pasted or as a file."""

from django.http import HttpRequest

from pabolo.ground.lib.tables import MOST_BYTES, text_of


def sent_table(request: HttpRequest) -> str:
    """The table as sent, never a part of it: what cannot be read or is too long becomes empty."""
    file = request.FILES.get("file")
    if file is not None:
        return text_of(file.read(MOST_BYTES + 1))
    text = request.POST.get("table", "")
    return text if len(text) <= MOST_BYTES else ""
