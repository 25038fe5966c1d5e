"""Lines about a hand-over to another unit, or from one, in words."""

from collections.abc import Iterable, Mapping
from datetime import date

from django.utils.translation import gettext as _

from pabolo.doors.office.cases.sentences import Names, Say, named, sentences
from pabolo.doors.shared.formats import day
from pabolo.programme.cases import entries as e
from pabolo.programme.cases import labels as of_cases
from pabolo.programme.transfers import labels
from pabolo.rules.transfer import Part


def parts_words(parts: Iterable[str]) -> list[str]:
    """What goes along, in the order of the list; what a newer unit calls otherwise as it does."""
    given = set(parts)
    known = [str(labels.PART[part.value]) for part in Part if part.value in given]
    return [*known, *sorted(given - labels.PART.keys())]


def stays_words(parts: Iterable[str]) -> list[str]:
    """What does not go along."""
    given = set(parts)
    return [str(labels.PART[part.value]) for part in Part if part.value not in given]


def kind_words(kind: str) -> str:
    """What a line of another unit's journal is called here."""
    if kind == "owed":
        return _("Still owed")
    if kind in labels.PART:
        return str(labels.PART[kind])
    return str(of_cases.LINE[kind]) if kind in of_cases.LINE else kind


def day_words(text: str) -> str:
    """A day of another unit as people write it; what is none stays as it is."""
    try:
        return day(date.fromisoformat(text))
    except ValueError:
        return text


def _asked(line: e.TransferAsked, names: Names) -> str:
    return sentences(line.name, labels.PURPOSE[line.purpose], labels.BASIS[line.basis], line.law,
                     line.note)  # fmt: skip


def _approved(line: e.TransferApproved, names: Names) -> str:
    return _("Sealed to the unit's card") if line.fingerprint else _("Sealed with a passphrase")


def _acknowledged(line: e.TransferAcknowledged, names: Names) -> str:
    way = _("By its file") if line.way == "file" else _("By its code")
    return sentences(way, named(_("Number there"), line.number))


def _taken(line: e.TransferTaken, names: Names) -> str:
    back = _("It comes back") if line.first else ""
    return sentences(line.origin, named(_("Number there"), line.number), back)


def _carried(line: e.TransferCarried, names: Names) -> str:
    return "\n".join(
        sentences(f"{day_words(row.on)} {kind_words(row.kind)}: {row.text}") for row in line.rows
    )


TRANSFER_SAYS: Mapping[type[e.Line], Say] = {
    e.TransferAsked: _asked,
    e.TransferApproved: _approved,
    e.TransferDeclined: lambda line, names: line.reason,
    e.TransferSent: lambda line, names: "",
    e.TransferChased: lambda line, names: line.text,
    e.TransferAcknowledged: _acknowledged,
    e.TransferRefused: lambda line, names: line.reason,
    e.TransferWithdrawn: lambda line, names: line.reason,
    e.TransferTaken: _taken,
    e.TransferAnswered: lambda line, names: "",
    e.TransferCarried: _carried,
}
