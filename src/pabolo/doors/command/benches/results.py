"""What was measured: JSON for programs, a table beside the budgets for people."""

import json
import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict, dataclass
from typing import Final

from pabolo.doors.command.tell import complain


@dataclass(frozen=True, slots=True)
class Result:
    """One figure. `scale` 1 is twenty years of a regency; 0 where size does not matter."""

    bench: str
    metric: str
    value: float
    unit: str
    scale: float = 0

    def line(self) -> str:
        """One JSON object."""
        at = f" at {self.scale:g}x" if self.scale else ""
        shown = {**asdict(self), "metric": f"{self.metric}{at}", "value": round(self.value, 2)}
        del shown["scale"]
        return json.dumps(shown)


@dataclass(frozen=True, slots=True)
class Budget:
    """What a figure may be at most, on 2 cores at scale 1."""

    metric: str
    most: float
    unit: str


BUDGETS: Final = (
    Budget("staff list of reports, p95", 50, "ms"),
    Budget("staff list of cases, p95", 50, "ms"),
    Budget("today, p95", 50, "ms"),
    Budget("case page, p95", 80, "ms"),
    Budget("name search over the whole open scope, p95", 150, "ms"),
    Budget("dashboard, p95", 50, "ms"),
    Budget("report accepted durably, p95", 100, "ms"),
    Budget("memory of a server process", 250, "MB"),
    Budget("500 phones x 20 entries drained", 300, "s"),
    Budget("sync of 20 entries at 33 entries/s, p95", 500, "ms"),
)


def p95(times: Sequence[float]) -> float:
    """The time that 95 of 100 stay below."""
    ranked = sorted(times)
    return ranked[max(0, math.ceil(len(ranked) * 0.95) - 1)]


def table(results: Iterable[Result], say: Callable[[str], None] = complain) -> None:
    """The figures of each scale beside the budget, and how they grow with size."""
    found = list(results)
    scales = sorted({one.scale for one in found if one.scale})
    values = {(one.metric, one.scale): one for one in found}
    heads = "".join(f"{f'{scale:g}x':>12}" for scale in scales)
    say(f"\n{'':48}{heads}{'slope':>8}{'budget':>12}")
    for metric in dict.fromkeys(one.metric for one in found if one.scale):
        cells = [values.get((metric, scale)) for scale in scales]
        shown = "".join(f"{f'{c.value:.1f} {c.unit}' if c else '-':>12}" for c in cells)
        say(f"{metric:48}{shown}{_slope(cells):>8}{_budget(metric):>12}")
    for one in found:
        if not one.scale:
            say(f"{one.metric:48}{one.value:>12.1f} {one.unit:8}{_budget(one.metric):>12}")


def _slope(cells: Sequence[Result | None]) -> str:
    """By how much of the growth in size a figure grows: 1 is in step with it, 0 not at all."""
    known = [cell for cell in cells if cell and cell.value > 0]
    if len(known) < 2:
        return ""
    first, last = known[0], known[-1]
    return f"{math.log(last.value / first.value) / math.log(last.scale / first.scale):.2f}"


def _budget(metric: str) -> str:
    return next((f"{one.most:g} {one.unit}" for one in BUDGETS if one.metric == metric), "")


def missed(results: Iterable[Result]) -> list[str]:
    """Figures at full scale that are more than twice their budget."""
    most = {one.metric: one.most for one in BUDGETS}
    return [
        f"{one.metric}: {one.value:.1f} {one.unit}, budget {most[one.metric]:g}"
        for one in results
        if one.scale in (0, 1) and one.metric in most and one.value > 2 * most[one.metric]
    ]
