"""What the office does before it looks at its lists: let in what waits, owe answers that are due.

Cheap when nothing waits. The reporters' pages leave marks only; what follows from them is done
here, so that no entry of the log carries the moment in which somebody reported.
"""

from datetime import date, datetime
from uuid import UUID

from django.db.models import Max

from pabolo.ground.audit.actions import act
from pabolo.ground.duties.actions import begun
from pabolo.ground.lib.clock import midnight
from pabolo.programme.intake.actions.admission import admit_waiting
from pabolo.programme.intake.models import Report
from pabolo.rules.actors import SYSTEM
from pabolo.rules.duties import DutyFacts
from pabolo.rules.vocabulary import Event, Subject

OPEN_TO_ANSWERS = ("received", "read", "decided")


def catch_up(*, at: datetime) -> int:
    """Admit what waits and begin the duties to answer reporters; how many things changed."""
    return admit_waiting(at=at) + raise_answers(at=at)


def raise_answers(*, at: datetime) -> int:
    """Begin a duty to answer for every reporter who wrote, from 00:00 WIB of that day."""
    wrote = Report.objects.filter(
        awaiting_office=True, answer_raised=False, state__in=OPEN_TO_ANSWERS
    )
    days = dict(
        wrote.filter(messages__from_office=False)
        .annotate(last=Max("messages__day"))
        .values_list("id", "last")
    )
    for report_id, day in days.items():
        _raise(report_id, day, at)
    return len(days)


def _raise(report_id: UUID, day: date, at: datetime) -> None:
    with act("report.answer_due", by=SYSTEM, at=at) as draft:
        report = Report.objects.select_for_update().get(pk=report_id)
        draft.subject = (Subject.REPORT, report.pk)
        if report.answer_raised:
            return
        facts = DutyFacts(subject=Subject.REPORT, anonymous=True)
        begun(Event.REPORTER_WROTE, facts=facts, folder=report.pk, at=midnight(day))
        report.answer_raised = True
        report.save(update_fields=["answer_raised"])
