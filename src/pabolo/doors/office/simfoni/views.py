"""The room of SIMFONI: what it has of each case in scope, the next one to enter first."""

from collections import Counter
from collections.abc import Sequence

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from pabolo.doors.office.cases.page import child_words, form_words, name_of
from pabolo.doors.office.simfoni.shown import KIND, names_of_fields
from pabolo.doors.shared.actors import actor_in
from pabolo.ground.lib import clock
from pabolo.programme.cases.queries.lists import CaseRow
from pabolo.programme.cases.queries.simfoni import Standing, rows_for, standings
from pabolo.rules.simfoni import InSimfoni

SIZE = 25
WAITS = (InSimfoni.DIFFERS, InSimfoni.NOT_ENTERED)
TABS = {
    "": (gettext_lazy("To enter"), WAITS),
    "berbeda": (gettext_lazy("Differs"), (InSimfoni.DIFFERS,)),
    "sudah": (gettext_lazy("Entered"), (InSimfoni.ENTERED,)),
    "ringan": (gettext_lazy("SIMFONI leads"), (InSimfoni.LIGHT,)),
    "lain": (gettext_lazy("Not to enter"), (InSimfoni.EARLIER, InSimfoni.NOT_FOR)),
}


@require_safe
def cases(request: HttpRequest) -> HttpResponse:
    """Cases in scope by what SIMFONI has of them. No name of a child stands in a list."""
    actor, at = actor_in(request), clock.now()
    tab = request.GET.get("lihat", "")
    tab = tab if tab in TABS else ""
    found = standings(by=actor, at=at)
    wanted = [one for one in found if one.kind in TABS[tab][1]]
    page = Paginator(wanted, SIZE).get_page(request.GET.get("hal"))
    words = {
        "room": "simfoni",
        "rows": [_row(row, one) for row, one in rows_for(list(page), by=actor, at=at)],
        "tabs": _tabs(found),
        "tab": tab,
        "page": page,
    }
    return render(request, "office/simfoni/list.html", words)


def _tabs(found: Sequence[Standing]) -> list[tuple[str, object, int]]:
    kinds = Counter(one.kind for one in found)
    return [(key, name, sum(kinds[kind] for kind in own)) for key, (name, own) in TABS.items()]


def _row(row: CaseRow, one: Standing) -> dict[str, object]:
    tag, says = KIND[one.kind]
    return {
        "id": row.case.pk,
        "name": name_of(row.case.pk),
        "child": child_words(row.stats),
        "forms": form_words(row.stats),
        "opened": row.case.opened_day,
        "number": one.number,
        "tag": tag,
        "says": says,
        "lacks": names_of_fields(one.lacks),
        "differs": names_of_fields(one.differs),
        "ready": one.kind is InSimfoni.NOT_ENTERED and not one.lacks,
    }
