"""How are the claims of a record shown? Words left, the sum right, the living figure beside."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from pabolo.doors.public.released import Living, living, percent_text, share_bar
from pabolo.doors.public.words import either, marked, message, plain
from pabolo.doors.shared import charts
from pabolo.record.figures.queries import Published
from pabolo.record.innovations.labels import KINDS, LEVELS, OUTCOMES
from pabolo.record.innovations.queries import ClaimView, Record
from pabolo.rules.claims import Outcome, denominator_of, percent, ways_to_reach


@dataclass(frozen=True, slots=True)
class Quote:
    """A claim's words: verbatim and marked, English beside, where they stand, how far they go."""

    code: str
    words: SafeString
    english: str
    where: str
    kind: str
    level: int
    level_label: str


@dataclass(frozen=True, slots=True)
class Check:
    """What a rule found, as a line."""

    rule: str
    outcome: str
    tag: str
    sentence: str


@dataclass(frozen=True, slots=True)
class Topic:
    """Claims on one thing, shown together."""

    key: str
    title: str
    tag: str
    verdict: str
    quotes: tuple[Quote, ...]
    headline: str
    drawing: SafeString
    says: tuple[str, ...]
    checks: tuple[Check, ...]
    living: tuple[Living, ...]


TAGS: Mapping[str, str] = {
    Outcome.OK: "match",
    Outcome.CONTRADICTION: "differs",
    Outcome.WARNING: "open",
    Outcome.NOT_REPORTED: "open",
}

Drawn = tuple[str, SafeString, tuple[str, ...]]
NOTHING = SafeString("")


def topics(record: Record, release: Published | None) -> list[Topic]:
    """The claims, grouped as they speak of one thing; what is not grouped stands alone."""
    grouped = {code for plan in PLANS for code in plan.claims}
    alone = [Plan((c.row.code,), "", "", (), _silent) for c in record.claims]
    plans = [*PLANS, *(plan for plan in alone if plan.claims[0] not in grouped)]
    made = [_topic(number, plan, record, release) for number, plan in enumerate(plans, 1)]
    return [topic for topic in made if topic is not None]


def _topic(number: int, plan: "Plan", record: Record, release: Published | None) -> Topic | None:
    claims = [claim for code in plan.claims if (claim := record.claim(code)) is not None]
    if not claims:
        return None
    headline, drawing, says = plan.draw(claims)
    shown = [found for code in plan.living if (found := living(release, code)) is not None]
    return Topic(
        key=f"k{number}",
        title=_titles().get(plan.title) or either(claims[0].row, "title"),
        tag=plan.tag or TAGS[claims[0].worst],
        verdict=_verdicts().get(plan.title) or str(OUTCOMES[claims[0].worst]),
        quotes=tuple(_quote(claim) for claim in claims if claim.row.code not in plan.beside),
        headline=headline,
        drawing=drawing,
        says=says,
        checks=_checks(claims, plan),
        living=tuple(shown),
    )


def _quote(claim: ClaimView) -> Quote:
    return Quote(
        code=claim.row.code,
        words=_cut_out(claim),
        english=claim.row.words_en,
        where=either_where(claim),
        kind=str(KINDS[claim.row.kind]),
        level=int(claim.level[1:]),
        level_label=str(LEVELS[claim.level]),
    )


def _cut_out(claim: ClaimView) -> SafeString:
    """The words with the marks of leaving out: before, unless they open a sentence; after."""
    words = marked(claim.row.words_id, claim.marks)
    before = "" if claim.row.words_id[:1].isupper() else "… "
    return format_html("“{}{} …”", before, words)


def either_where(claim: ClaimView) -> str:
    """The section of the page that the claim stands in."""
    english = get_language() == "en"
    label = claim.row.section_en_label if english else claim.row.section_id_label
    return _("Section %(name)s") % {"name": label}


def _checks(claims: Sequence[ClaimView], plan: "Plan") -> tuple[Check, ...]:
    seen: dict[tuple[str, str], Check] = {}
    for claim in claims:
        for finding in claim.findings:
            if plan.rules and finding.rule not in plan.rules:
                continue
            sentence = message(finding)
            line = Check(
                finding.rule, str(OUTCOMES[finding.outcome]), TAGS[finding.outcome], sentence
            )
            seen.setdefault((finding.rule, sentence), line)
    return tuple(sorted(seen.values(), key=lambda check: int(check.rule[1:])))


# --- the sums ---


def _silent(claims: Sequence[ClaimView]) -> Drawn:
    return "", NOTHING, ()


def _share_of_children(claims: Sequence[ClaimView]) -> Drawn:
    counted = next(claim.fact for claim in claims if claim.fact.numerator is not None)
    n, d = int(counted.numerator or 0), int(denominator_of(counted) or 1)
    numbers = {"n": n, "d": d, "share": plain(percent(Decimal(n), Decimal(d), 1))}
    one_less = plain(percent(Decimal(n), Decimal(d - 1), 1))
    says = (
        _("%(share)s %% fits: %(n)s children of %(d)s people.") % numbers
        + " "
        + _(
            "87 %% fits only if %(less)s were served (%(n)s of %(less)s is %(share)s %%). "
            "Perhaps one person was not counted. The office can tell."
        )
        % {"n": n, "less": d - 1, "share": one_less},
        _("The total of %(d)s is our own sum: the record does not say it.") % {"d": d},
        _("The figure of 2019 is older than the innovation, which began in 2020. It is a "
          "baseline, not a result."),
    )  # fmt: skip
    key = [(_("%(n)s children") % {"n": n}, "k4"), (_("%(n)s women") % {"n": d - n}, "k3")]
    drawing = charts.waffle(_("%(d)s squares, %(n)s of them children") % numbers, n, d)
    return _("%(n)s of %(d)s = %(share)s %%") % numbers, drawing + _key(key), says


def _key(items: Sequence[tuple[str, str]]) -> SafeString:
    rows = format_html_join("", '<li><i class="{1}"></i>{0}</li>', items)
    return format_html('<ul class="key">{}</ul>', rows)


def _target(claims: Sequence[ClaimView]) -> Drawn:
    says = (
        _("This target is a share, and a share also moves when more women dare to report."),
        _("The outcome for 2020 was never reported."),
    )
    return _("60 % can be reached without one child being safer"), target_table(), says


def target_table() -> SafeString:
    """Three ways to stand at a share: today, only women more, only children fewer."""
    names = {
        "now": _("2019"),
        "only_adults": _("If only more women come"),
        "only_children": _("If child victims really become fewer"),
    }
    name = _("Three ways to stand at a share")
    ways = ways_to_reach(48, 8, 60)
    widest = max(way.children + way.adults for way in ways)
    bars = format_html_join(
        "",
        "<p>{} <b>{}</b></p>{}",
        (
            (names[way.way], percent_text(_share(way.children, way.adults)),
             share_bar(way.children, way.adults, widest))
            for way in ways
        ),
    )  # fmt: skip
    rows = format_html_join(
        "",
        '<tr><th scope="row">{}</th><td class="n">{}</td><td class="n">{}</td>'
        '<td class="n">{}</td></tr>',
        (
            (names[w.way], w.children, w.adults, percent_text(_share(w.children, w.adults)))
            for w in ways
        ),
    )
    heads = format_html_join(
        "",
        '<th scope="col"{}>{}</th>',
        (
            ("" if place == 0 else SafeString(' class="n"'), words)
            for place, words in enumerate((_("Way"), _("Children"), _("Women"), _("Share")))
        ),
    )
    return format_html(
        '<div class="shares">{}</div>{}<div class="scroll" tabindex="0" role="region" '
        'aria-label="{}"><table><caption>{}</caption><thead><tr>{}</tr></thead>'
        "<tbody>{}</tbody></table></div>",
        bars,
        _key([(_("children"), "k4"), (_("women"), "k3")]),
        name,
        name,
        heads,
        rows,
    )


def _share(children: int, adults: int) -> Decimal:
    return percent(Decimal(children), Decimal(children + adults), 1)


def _counts(claims: Sequence[ClaimView]) -> Drawn:
    population = Decimal(179_775)
    rate = {year: Decimal(n) * 10_000 / population for year, n in ((2018, 29), (2019, 48))}
    shown = {year: plain(value.quantize(Decimal("0.01"))) for year, value in rate.items()}
    says = (
        _("48 divided by 179,775. In 2018: %(rate)s. The number of children has no year and no "
          "source, so both years use the same one.") % {"rate": shown[2018]},
        _("A rise from 29 to 48 need not mean more violence. It can also mean that more people "
          "dare to report."),
    )  # fmt: skip
    return _("%(rate)s per 10,000 children") % {"rate": shown[2019]}, NOTHING, says


def _third(claims: Sequence[ClaimView]) -> Drawn:
    says = (
        _("With the population of BPS for 2019. Other registers give other shares, so year and "
          "source need to be written."),
    )  # fmt: skip
    shown = {
        "n": plain(179_775),
        "d": plain(494_178),
        "share": plain(percent(Decimal(179_775), Decimal(494_178), 1)),
    }
    return _("%(n)s of %(d)s = %(share)s %%") % shown, NOTHING, says


def _no_number(claims: Sequence[ClaimView]) -> Drawn:
    says = (
        _("No number comes with it, so it cannot be checked. Figures by district must not be "
          "published either where they are too small."),
    )  # fmt: skip
    return "", NOTHING, says


@dataclass(frozen=True, slots=True)
class Plan:
    """Which claims stand together, under which title and tag, with which sum and figures."""

    claims: tuple[str, ...]
    title: str
    tag: str
    living: tuple[str, ...]
    draw: Callable[[Sequence[ClaimView]], Drawn]
    beside: tuple[str, ...] = ()
    rules: tuple[str, ...] = ()


PLANS = (
    Plan(("C1", "C4"), "share", "differs", ("VAC_SHARE", "VAC_N"), _share_of_children),
    Plan(("C2",), "target", "open", ("RESP_24", "REVICT"), _target),
    Plan(("C3", "C5", "C4"), "counts", "match", ("VAC_N", "VAC_RATE"), _counts, ("C4",),
         ("R3", "R5", "R9")),
    Plan(("C7",), "kinds", "none", (), _no_number),
    Plan(("C6",), "third", "info", (), _third),
)  # fmt: skip


def _titles() -> dict[str, str]:
    return {
        "share": _("Share of children among victims, 2019"),
        "target": _("The 60 % target for 2020"),
        "counts": _("Number of child victims, 2018 and 2019"),
        "kinds": _("Most frequent kind and place of violence"),
        "third": _("Children are a third of the people"),
    }


def _verdicts() -> dict[str, str]:
    return {
        "share": _("Two different numbers"),
        "target": _("Cannot be judged"),
        "counts": _("Can be computed again"),
        "kinds": _("Without a number"),
        "third": _("Without year and source"),
    }
