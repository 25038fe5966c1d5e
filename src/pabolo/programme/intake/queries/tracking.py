"""What may a reporter see who comes back with the code? Days, plain states, the mailbox."""

from dataclasses import dataclass
from datetime import date

from pabolo.ground.vault.mailbox import key_from_code, open_message
from pabolo.programme.intake.codes import tag_of
from pabolo.programme.intake.facets import Line
from pabolo.programme.intake.models import Message, Report


@dataclass(frozen=True, slots=True)
class Letter:
    """One message of the mailbox, as shown to either side."""

    number: int
    from_office: bool
    day: date
    text: str


@dataclass(frozen=True, slots=True)
class Status:
    """Where a report stands, in days and codes of progress; never what it tells."""

    received_day: date
    read_day: date | None
    decided_day: date | None
    progress: str
    letters: list[Letter]

    @property
    def asked(self) -> bool:
        """Whether the last word is the office's."""
        return bool(self.letters) and self.letters[-1].from_office


def letters_with(key: bytes, report: Report) -> list[Letter]:
    """The messages of one mailbox, oldest first, opened with the mailbox key."""
    rows = Message.objects.filter(report=report).order_by("number")
    return [
        Letter(
            number=row.number,
            from_office=row.from_office,
            day=row.day,
            text=open_message(key, report.pk, row.id.hex, bytes(row.body), Line).text,
        )
        for row in rows
    ]


def track(code: str) -> Status | None:
    """The report with this code; None for any code that leads nowhere. Raises `Locked`."""
    key = key_from_code(code)
    report = Report.objects.filter(tag=tag_of(code)).defer("box").first()
    if report is None:
        return None
    return Status(
        received_day=report.received_day,
        read_day=report.read_day,
        decided_day=report.decided_day,
        progress=report.progress,
        letters=letters_with(key, report),
    )
