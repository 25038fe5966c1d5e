"""Changing what the unit sets: settings, codes, calendar."""

from dataclasses import asdict
from datetime import date, datetime

from django.db.models import Max

from pabolo.ground.audit.actions import act
from pabolo.ground.lib.clock import day_of
from pabolo.ground.lib.refusals import ensure
from pabolo.ground.policy import queries, shipped
from pabolo.ground.policy.defaults import DEFAULTS
from pabolo.ground.policy.models import Code, CodeList, LocalDay, Setting, SimfoniWord
from pabolo.rules import policy as rules
from pabolo.rules.actors import Actor
from pabolo.rules.decisions import Refusal


def set_setting(
    *, by: Actor, at: datetime, key: str, value: int | str, valid_from: date, reason: str
) -> Setting:
    """Decide a setting from a day on. History is kept: a new row, never a change."""
    change = _change(key, value, valid_from, reason)
    ensure(rules.may_change_setting(by, change, today=day_of(at)))
    ensure(_checked(key, value))
    detail = {"key": key, "from": valid_from.isoformat()}
    with act("policy.setting_decided", by=by, at=at, detail=detail):
        return Setting.objects.create(
            key=key,
            value=str(value),
            valid_from=valid_from,
            set_by=by.id,
            set_at=at,
            reason=reason.strip(),
        )


def _checked(key: str, value: int | str) -> Refusal | None:
    check = DEFAULTS[key].check
    return check(str(value)) if check else None


def _change(key: str, value: int | str, valid_from: date, reason: str) -> rules.Setting:
    default = DEFAULTS.get(key)
    return rules.Setting(
        known=default is not None,
        owners=default.owners if default else frozenset(),
        value=value,
        number=default is not None and isinstance(default.value, int),
        low=default.low if default else 0,
        high=default.high if default else 0,
        valid_from=valid_from,
        reason=reason,
    )


def load_codes(*, by: Actor, at: datetime) -> int:
    """Load or refresh the shipped code lists; returns how many codes they hold.

    Safe to run again. Codes that the regency added or retired itself are left alone.
    """
    rows = shipped.codes()
    with act("policy.codes_loaded", by=by, at=at, detail={"codes": len(rows)}):
        for of_list in shipped.lists():
            fields = asdict(of_list)
            CodeList.objects.update_or_create(code=fields.pop("code"), defaults=fields)
        own = set(Code.objects.filter(local=True).values_list("list_id", "code"))
        _put([row for row in rows if (row.list, row.code) not in own])
        for found in SimfoniWord.objects.order_by("pk"):
            _word(found)
    queries.forget_codes()
    return len(rows)


def _word(found: SimfoniWord) -> None:
    Code.objects.filter(list=found.list_id, code=found.code).update(simfoni_label=found.word)


def word_for_simfoni(*, by: Actor, at: datetime, of_list: str, code: str, word: str) -> SimfoniWord:
    """Say how SIMFONI words a code. What was entered before keeps the word of its day."""
    word = word.strip()
    with act("policy.simfoni_word", by=by, at=at, detail={"list": of_list, "code": code}):
        held = Code.objects.filter(list=of_list, code=code).first()
        before = held.simfoni_label if held else ""
        ensure(rules.may_word_code(by, known=held is not None, word=word, before=before))
        found = SimfoniWord.objects.create(
            list_id=of_list, code=code, word=word, set_by=by.id, set_at=at
        )
        _word(found)
    queries.forget_codes()
    return found


def _put(rows: list[shipped.CodeRow]) -> None:
    columns = [name for name in asdict(rows[0]) if name not in ("list", "code")]
    Code.objects.bulk_create(
        [Code(list_id=fields.pop("list"), **fields) for fields in map(asdict, rows)],
        update_conflicts=True,
        unique_fields=["list", "code"],
        update_fields=columns,
    )


def add_code(
    *, by: Actor, at: datetime, of_list: str, code: str, label_id: str, label_en: str
) -> Code:
    """Add the regency's own code to a list, valid from today."""
    with act("policy.code_added", by=by, at=at, detail={"list": of_list, "code": code}):
        held = Code.objects.filter(list=of_list)
        known = CodeList.objects.filter(code=of_list).exists()
        new = not held.filter(code=code).exists()
        ensure(rules.may_change_codes(by, list_known=known, code_new=new))
        added = Code.objects.create(
            list_id=of_list,
            position=(held.aggregate(last=Max("position"))["last"] or 0) + 1,
            code=code,
            label_id=label_id,
            label_en=label_en,
            source="+",
            valid_from=day_of(at),
            local=True,
        )
    queries.forget_codes()
    return added


def retire_code(*, by: Actor, at: datetime, of_list: str, code: str, last_day: date) -> None:
    """End the use of a code after a day. It keeps its label on old records."""
    with act("policy.code_retired", by=by, at=at, detail={"list": of_list, "code": code}):
        held = Code.objects.filter(list=of_list, code=code)
        known = held.exists()
        ensure(rules.may_retire_code(by, known=known, last_day=last_day, today=day_of(at)))
        held.update(valid_to=last_day, local=True)
    queries.forget_codes()


def set_local_day(*, by: Actor, at: datetime, day: date, holiday: bool, name: str) -> LocalDay:
    """Declare a day a local holiday, or a working day. The latest word about a day holds."""
    ensure(rules.may_change_calendar(by, day=day, today=day_of(at)))
    with act("policy.day_declared", by=by, at=at, detail={"day": day.isoformat()}):
        return LocalDay.objects.create(day=day, holiday=holiday, name=name, set_by=by.id, set_at=at)
