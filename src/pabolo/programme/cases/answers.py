"""What was answered to a question set, put together from the lines that were opened. Pure."""

from collections.abc import Iterable, Mapping

from pabolo.programme.cases import entries as e
from pabolo.rules.instruments import Count


def answers_of(lines: Iterable[e.Line | None], assessment: str) -> dict[str, tuple[str, ...]]:
    """The answers of one assessment by the question's code; later ones stand over earlier ones.

    Answers under a side that was not opened are absent.
    """
    found: dict[str, tuple[str, ...]] = {}
    for line in lines:
        if isinstance(line, e.Answered) and line.assessment == assessment:
            found |= line.answers
    return {code: given for code, given in found.items() if given}


def changed(
    before: Mapping[str, tuple[str, ...]], typed: Mapping[str, tuple[str, ...]]
) -> dict[str, tuple[str, ...]]:
    """Only what differs from what stands already."""
    return {code: given for code, given in typed.items() if given != before.get(code, ())}


def part_count(one: Count) -> e.PartCount:
    """A count of the rules as the journal keeps it."""
    return e.PartCount(one.section, one.answered, one.unknown, one.unasked)
