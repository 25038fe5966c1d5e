"""Who came to work here after a report was admitted, and may read it: asked by the same scan."""

from datetime import datetime
from uuid import UUID

from pabolo.ground.audit.actions import act, receipt
from pabolo.ground.audit.receipts import Receipt
from pabolo.ground.lib.clock import day_of
from pabolo.ground.vault.actions import grant
from pabolo.ground.vault.opening import open_sealed
from pabolo.ground.vault.queries import holders_of
from pabolo.programme.intake.actions.admission import known_now
from pabolo.programme.intake.facets import ReportCare
from pabolo.programme.intake.models import Report
from pabolo.programme.intake.named import Known, conflicts_in
from pabolo.programme.intake.readers import Posts, posts_on
from pabolo.programme.intake.told_from import ALL_TOLD, told_from
from pabolo.rules.actors import SYSTEM
from pabolo.rules.conflict import eligible
from pabolo.rules.vocabulary import Facet, Subject

OPEN = ("received", "read")


def grant_newcomers(*, at: datetime) -> int:
    """Grant open reports to officers and supervisors who hold none yet; how many reports.

    To be run when somebody is appointed, and nightly. Nobody named in a report, and nobody who
    may be, is granted; where a match is still undecided, only supervisors are.
    """
    posts = posts_on(day_of(at))
    staff = posts.intake | posts.above[0]
    rows = list(Report.objects.filter(state__in=OPEN).defer("box").order_by("id"))
    held = holders_of(row.pk for row in rows)
    lacking = {row: staff - held[row.pk] for row in rows if staff - held[row.pk]}
    if not lacking:
        return 0
    proof = receipt(
        "report.scanned",
        by=SYSTEM,
        at=at,
        folders=[row.pk for row in lacking],
        facets=[*ALL_TOLD, Facet.CARE],
        purpose="conflict_of_interest",
    )
    known = known_now(at)
    return sum(_grant(row, new, proof, known, posts, at) for row, new in lacking.items())


def _grant(
    row: Report, new: frozenset[UUID], proof: Receipt, known: Known, posts: Posts, at: datetime
) -> int:
    care = open_sealed(proof, row, "care", ReportCare)
    kept_out = frozenset(UUID(person) for person in (*care.excluded, *care.unclear))
    cleared = frozenset(UUID(person) for person in care.cleared)
    found = conflicts_in(told_from(proof, row), known)
    may = eligible(new, found, cleared=cleared) - kept_out
    on_duty = may & posts.intake if not care.unclear else frozenset()
    oversight = may & posts.above[0]
    if not on_duty | oversight:
        return 0
    with act("report.readers_added", by=SYSTEM, at=at, subject=(Subject.REPORT, row.pk)):
        for people, basis in ((on_duty, "duty"), (oversight, "oversight")):
            grant(folder=row.pk, subject=Subject.REPORT, people=people, basis=basis, day=day_of(at))
    return 1
