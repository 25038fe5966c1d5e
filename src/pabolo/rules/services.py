"""Which function of the unit and which task does a service stand for?

One choice instead of three: whoever names the service has named its function (of six) and its
task (of eleven) as well. What stands here is what is usual; a person may choose otherwise.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from pabolo.rules.plan import Function, Task


@dataclass(frozen=True, slots=True)
class Kind:
    """What a service usually is: its code in the ministry's list, its function and its task."""

    service: str
    function: Function
    task: Task


_BESIDE, _LEAD = Function.ACCOMPANIMENT, Function.CASE_MANAGEMENT

# The eight services of SIMFONI-PPA first, then the details that the unit writes down.
KINDS: Mapping[str, Kind] = {
    "L1": Kind("L1", Function.COMPLAINT, Task.RECEIVE),
    "L2": Kind("L2", _BESIDE, Task.HEALTH),
    "L3": Kind("L3", _BESIDE, Task.LEGAL),
    "L4": Kind("L4", _BESIDE, Task.MONITOR_JUSTICE),
    "L5": Kind("L5", _BESIDE, Task.REHABILITATION),
    "L6": Kind("L6", _LEAD, Task.REHABILITATION),
    "L7": Kind("L7", _LEAD, Task.REHABILITATION),
    "L8": Kind("L8", _BESIDE, Task.REHABILITATION),
    "ASM": Kind("L1", _LEAD, Task.RECEIVE),
    "KPS": Kind("L5", _BESIDE, Task.PSYCHOLOGICAL),
    "PST": Kind("L5", _BESIDE, Task.PSYCHOLOGICAL),
    "VIS": Kind("L2", _BESIDE, Task.HEALTH),
    "RWM": Kind("L2", _BESIDE, Task.HEALTH),
    "PEP": Kind("L2", _BESIDE, Task.HEALTH),
    "BAP": Kind("L3", _BESIDE, Task.LEGAL),
    "SDG": Kind("L3", _BESIDE, Task.MONITOR_JUSTICE),
    "RST": Kind("L3", _BESIDE, Task.LEGAL),
    "RAM": Kind("L5", Function.SHELTER, Task.TEMPORARY_SHELTER),
    "MDH": Kind("L3", Function.MEDIATION, Task.LEGAL),
    "KSK": Kind("L6", _LEAD, Task.REHABILITATION),
    "AKT": Kind("L6", _LEAD, Task.COORDINATE),
    "EKO": Kind("L5", _LEAD, Task.ECONOMIC),
    "KJR": Kind("L5", Function.OUTREACH, Task.REHABILITATION),
    "HPS": Kind("L3", _BESIDE, Task.LEGAL),
}


def usual(code: str) -> Kind | None:
    """What does this service usually stand for? None where only a person can say.

    Source: Permen PPPA 2/2022 (six functions); Perpres 55/2024 (eleven tasks); the pairing is own.
    """
    return KINDS.get(code)
