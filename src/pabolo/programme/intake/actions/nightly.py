"""What is done once a day about the reporters of the day before: the shuffled audit batch."""

from datetime import date
from uuid import UUID

from pabolo.ground.audit.actions import reporter_batch
from pabolo.programme.intake.models import Report


def log_reporters(*, day: date) -> int:
    """Log the public reports received up to `day`, each under its own day; how many.

    Day only, shuffled, no actor. Reports still boxed have no folder key yet and wait for a later
    night. Safe to run again: what is logged is marked.
    """
    rows = Report.objects.filter(
        logged=False, received_day__lte=day, raised_by_id__isnull=True
    ).exclude(state="boxed")
    by_day: dict[date, list[UUID]] = {}
    for folder, received in rows.values_list("id", "received_day"):
        by_day.setdefault(received, []).append(folder)
    return sum(_log(received, folders) for received, folders in sorted(by_day.items()))


def _log(day: date, folders: list[UUID]) -> int:
    written = reporter_batch(day=day, folders=folders)
    Report.objects.filter(id__in=folders).update(logged=True)
    return written
