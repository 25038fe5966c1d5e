"""Every setting with what holds until the unit decides otherwise, and where that comes from.

The times of duties come from `rules.duty_rules`, under each duty's own setting key; what a law
fixes (the report of sexual violence to the police within 3x24 hours, the deadlines of UU 27/2022)
is no setting.
"""

from collections.abc import Callable
from dataclasses import dataclass

from pabolo.rules.decisions import Refusal, msg
from pabolo.rules.duplicates import LISTED_FROM
from pabolo.rules.duty_rules import RULES
from pabolo.rules.letters import check_pattern
from pabolo.rules.vocabulary import Role

_OWN = msg("Own proposal; to be confirmed by the unit")
_ARCHIVE = msg("Own proposal; to be confirmed against the regency's archive schedule (JRA)")
_INVENTED = msg("Invented for the demonstration; replace it with the unit's own")
_SAPA = msg("SAPA 129, Ministry of Women's Empowerment and Child Protection")
_SHELTER = msg("Service standard of a shelter: 7 days, extendable (sippn.menpan.go.id 8298024)")
_STATUS = msg("Local status of a group: met within the last 60 days; to be confirmed by the unit")
_THRESHOLD = msg("Own rule of disclosure; never below 10")
_MEASURED = msg("Practice; measured on made-up registers (bench duplicates)")
_EMERGENCY = msg("National emergency number")
_POLICE = msg("Police call centre")
_ALERT = msg("Own practice; to be confirmed by the unit")
_UNIT = msg("Name of the unit")
_PRACTICE = msg("Practice; to be confirmed by the unit")
_LETTERS = msg("Permendagri 1/2023, official correspondence; the pattern is the unit's own")

_SOP = frozenset({Role.SUPERVISOR, Role.AGENCY_HEAD})
_DATA = _SOP | {Role.DATA}
_SERVER = _SOP | {Role.ADMIN}
_NETWORK = _SOP | {Role.PROGRAMME}

# "At least every 3 months": the unit may be stricter, never laxer.
_NEVER_LONGER = frozenset({"case.review", "case.review_high"})
_MOST_TIMES = 4


@dataclass(frozen=True, slots=True)
class Default:
    """A setting: its default, unit, bounds, source, and the posts that may change it.

    `title` is the sentence of the duty whose time it is; other settings have a label.
    `placeholder` marks invented contact data that an installation must replace. `check`: what a
    text must hold besides.
    """

    value: int | str
    unit: str
    source: str
    owners: frozenset[Role]
    low: int = 0
    high: int = 0
    placeholder: bool = False
    title: str = ""
    check: Callable[[str], Refusal | None] | None = None


def _duties() -> dict[str, Default]:
    found: dict[str, Default] = {}
    for rule in sorted(RULES, key=lambda rule: rule.valid_from):
        if rule.setting is not None and not rule.fixed_by_law:
            amount = rule.span.amount
            high = amount if rule.setting in _NEVER_LONGER else amount * _MOST_TIMES
            unit = rule.span.unit.value
            found[rule.setting] = Default(amount, unit, rule.source, _SOP, 1, high, title=rule.text)
    return found


def _clock(value: int, unit: str, source: str, low: int, high: int) -> Default:
    return Default(value, unit, source, _SOP, low, high)


def _alert(value: int, unit: str, low: int, high: int) -> Default:
    return Default(value, unit, _ALERT, _SOP, low, high)


def _text(value: str, source: str, *, placeholder: bool = False) -> Default:
    return Default(value, "text", source, _SERVER, placeholder=placeholder)


DEFAULTS: dict[str, Default] = {
    **_duties(),
    "clock.information_window_days": _clock(14, "days", _OWN, 1, 60),
    "clock.referral_receipt_working_days": _clock(2, "working_days", _OWN, 1, 14),
    "clock.referral_reply_working_days": _clock(5, "working_days", _OWN, 1, 30),
    "clock.referral_link_days": _clock(60, "days", _OWN, 7, 365),
    "clock.prepare_child_days": _clock(3, "days", _PRACTICE, 0, 30),
    "clock.date_outcome_days": _clock(2, "days", _PRACTICE, 0, 14),
    "clock.shelter_days": _clock(7, "days", _SHELTER, 1, 30),
    "clock.transition_days": _clock(180, "days", _OWN, 30, 730),
    "clock.watch_item_days": _clock(90, "days", _OWN, 14, 365),
    "clock.watch_answer_working_days": _clock(5, "working_days", _OWN, 1, 30),
    "load.high": _clock(3, "points", _PRACTICE, 0, 10),
    "load.medium": _clock(2, "points", _PRACTICE, 0, 10),
    "load.low": _clock(1, "points", _PRACTICE, 0, 10),
    "load.early": _clock(1, "points", _PRACTICE, 0, 10),
    "load.far": _clock(1, "points", _PRACTICE, 0, 10),
    "load.far_districts": Default("12.10.08 12.10.18 12.10.19 12.10.20", "text", _PRACTICE, _SOP),
    "oversight.stuck_days": _alert(30, "days", 7, 180),
    "oversight.contact_days": _alert(14, "days", 3, 60),
    "readings.many_in_a_day": _alert(30, "files", 5, 200),
    "readings.many_in_an_hour": _alert(10, "files", 3, 100),
    "readings.times_own_usual": _alert(3, "times", 2, 10),
    "readings.day_from": _alert(5, "hour", 0, 12),
    "readings.day_until": _alert(22, "hour", 12, 24),
    "readings.searches": _alert(5, "times", 2, 50),
    "readings.exports": _alert(3, "files", 1, 50),
    "readings.without_work": _alert(4, "times", 2, 50),
    "conference.agencies": _alert(3, "agencies", 2, 10),
    "conference.again_days": _alert(90, "days", 14, 365),
    "network.active_window_days": Default(60, "days", _STATUS, _NETWORK, 30, 180),
    "network.contact_check_months": Default(6, "months", _OWN, _NETWORK, 1, 24),
    "calendar.warn_days": Default(60, "days", _OWN, _DATA | {Role.ADMIN}, 30, 365),
    "figures.threshold": Default(10, "people", _THRESHOLD, _DATA, 10, 50),
    "partner.guesses_a_minute": Default(30, "times", _OWN, _SERVER, 5, 600),
    "form.token_hours": Default(24, "hours", _OWN, _SERVER, 1, 72),
    "doubles.listed_from": Default(LISTED_FROM, "percent", _MEASURED, _DATA, 40, 95),
    "letters.number_pattern": Default(
        "{kode}/{urut4}/UPTD-PPA/{bulan_romawi}/{tahun}",
        "text",
        _LETTERS,
        _DATA,
        check=check_pattern,
    ),
    "letters.rows": Default(1, "rows", _LETTERS, _DATA, 1, 2),
    "retention.information_months": _clock(24, "months", _ARCHIVE, 6, 120),
    "retention.anonymous_months": _clock(12, "months", _ARCHIVE, 6, 120),
    "retention.case_years": _clock(5, "years", _ARCHIVE, 1, 80),
    "retention.legal_years": _clock(10, "years", _ARCHIVE, 5, 80),
    "retention.rights_months": _clock(36, "months", _ARCHIVE, 12, 120),
    "retention.case_until_age": _clock(25, "years", _ARCHIVE, 18, 80),
    "retention.watch_item_months": _clock(12, "months", _ARCHIVE, 1, 120),
    "phone.emergency": _text("112", _EMERGENCY),
    "phone.police": _text("110", _POLICE),
    "phone.sapa": _text("129", _SAPA),
    "phone.sapa_whatsapp": _text("08111-129-129", _SAPA),
    "phone.unit": _text("(0624) 000-000", _INVENTED, placeholder=True),
    "phone.unit_whatsapp": _text("0800-0000-0000", _INVENTED, placeholder=True),
    "unit.name": _text("UPTD PPA Kabupaten Labuhanbatu", _UNIT),
    "unit.address": _text("Rantauprapat", _INVENTED, placeholder=True),
    "unit.hours": _text("Senin–Jumat 08.00–16.00 WIB", _INVENTED, placeholder=True),
}
