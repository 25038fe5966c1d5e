"""Every setting with what holds until the unit decides otherwise, and where that comes from.

The duty to report sexual violence to the police within 3x24 hours (UU 12/2022) and the
deadlines of UU 27/2022 are law and therefore no settings.
"""

from dataclasses import dataclass

from pabolo.rules.vocabulary import Role

_OWN = "Own proposal; to be confirmed by the unit"
_SOP = frozenset({Role.SUPERVISOR})
_DATA = frozenset({Role.SUPERVISOR, Role.DATA})
_SERVER = frozenset({Role.SUPERVISOR, Role.ADMIN})
_NETWORK = frozenset({Role.SUPERVISOR, Role.PROGRAMME})


@dataclass(frozen=True, slots=True)
class Default:
    """A setting: its default, unit, bounds, source, and the posts that may change it.

    `placeholder` marks invented contact data that an installation must replace.
    """

    value: int | str
    unit: str
    source: str
    owners: frozenset[Role]
    low: int = 0
    high: int = 0
    placeholder: bool = False


def _clock(value: int, unit: str, source: str, low: int, high: int) -> Default:
    return Default(value, unit, source, _SOP, low, high)


def _text(value: str, source: str, *, placeholder: bool = False) -> Default:
    return Default(value, "text", source, _SERVER, placeholder=placeholder)


_SIPPN = "https://sippn.menpan.go.id/pelayanan-publik/"
_PLACEHOLDER = "Invented for the demonstration; replace with the unit's own"

DEFAULTS: dict[str, Default] = {
    "clock.first_look_hours": _clock(
        24, "hours", "1x24 hours, commonly quoted by local offices; no regulation found", 1, 72
    ),
    "clock.high_risk_hours": _clock(
        2,
        "hours",
        "High risk: service at once (sippn 8202366); 120 minutes as in "
        f"{_SIPPN}8049588 (crisis walk-in procedure of Barito Utara)",
        1,
        24,
    ),
    "clock.medium_risk_hours": _clock(6, "hours", f"{_SIPPN}8202366 (about 6 hours)", 1, 72),
    "clock.low_risk_working_days": _clock(
        3, "working_days", "First follow-up within 3 working days (UPTD PPA Probolinggo)", 1, 14
    ),
    "clock.unassessed_is_high_after_hours": _clock(24, "hours", _OWN, 1, 72),
    "clock.assessment_working_days": _clock(7, "working_days", _OWN, 1, 30),
    "clock.plan_working_days": _clock(14, "working_days", _OWN, 1, 60),
    "clock.review_months": _clock(
        3, "months", "Inter-agency case management guidelines: review at least every 3 months", 1, 3
    ),
    "clock.review_high_risk_days": _clock(
        14, "days", "The same guidelines: more often when the risk is high; " + _OWN, 1, 30
    ),
    "clock.information_window_days": _clock(14, "days", _OWN, 1, 60),
    "clock.referral_receipt_working_days": _clock(2, "working_days", _OWN, 1, 14),
    "clock.referral_reply_working_days": _clock(5, "working_days", _OWN, 1, 30),
    "clock.shelter_days": _clock(7, "days", f"{_SIPPN}8298024 (7 days, extendable)", 1, 30),
    "clock.watch_item_days": _clock(90, "days", _OWN, 14, 365),
    "clock.message_answer_working_days": _clock(2, "working_days", _OWN, 1, 10),
    "network.active_window_days": Default(
        60, "days", "Local group status: met within the last 60 days; " + _OWN, _NETWORK, 30, 180
    ),
    "network.contact_check_months": Default(6, "months", _OWN, _NETWORK, 1, 24),
    "figures.threshold": Default(
        10, "people", "Smallest count shown in public; never below 10", _DATA, 10, 50
    ),
    "form.token_hours": Default(24, "hours", _OWN, _SERVER, 1, 72),
    "retention.information_months": _clock(
        24, "months", _OWN + ", against the regency's archive schedule (JRA)", 6, 120
    ),
    "retention.case_until_age": _clock(
        25, "years", _OWN + ", against the regency's archive schedule (JRA)", 18, 80
    ),
    "retention.watch_item_months": _clock(
        12, "months", _OWN + ", against the regency's archive schedule (JRA)", 1, 120
    ),
    "phone.emergency": _text("112", "National emergency number"),
    "phone.police": _text("110", "Police call centre"),
    "phone.sapa": _text("129", "SAPA 129, Ministry of Women's Empowerment and Child Protection"),
    "phone.sapa_whatsapp": _text(
        "08111-129-129", "SAPA 129, Ministry of Women's Empowerment and Child Protection"
    ),
    "phone.unit": _text("(0624) 000-000", _PLACEHOLDER, placeholder=True),
    "phone.unit_whatsapp": _text("0800-0000-0000", _PLACEHOLDER, placeholder=True),
    "unit.name": _text("UPTD PPA Kabupaten Labuhanbatu", "Name of the unit"),
    "unit.address": _text("Rantauprapat", _PLACEHOLDER, placeholder=True),
    "unit.hours": _text("Senin–Jumat 08.00–16.00 WIB", _PLACEHOLDER, placeholder=True),
}
