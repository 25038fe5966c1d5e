"""Changing what the unit sets: settings, codes, calendar."""

from dataclasses import asdict, dataclass
from datetime import date, datetime

from django.db.models import Max

from pabolo.ground.audit.actions import act
from pabolo.ground.lib.clock import day_of
from pabolo.ground.lib.refusals import Refused, ensure
from pabolo.ground.policy import queries, shipped
from pabolo.ground.policy.defaults import DEFAULTS
from pabolo.ground.policy.models import (
    Code,
    CodeChange,
    CodeList,
    DayWithdrawn,
    LocalDay,
    Setting,
    SimfoniWord,
    TakenBack,
)
from pabolo.rules import policy as rules
from pabolo.rules.actors import Actor
from pabolo.rules.decisions import Refusal

UNKNOWN_DECISION = Refusal("setting.no_decision", "There is no such decision.")
NO_DAY = Refusal("calendar.no_day", "Nothing was declared about this day.")


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


def take_back(*, by: Actor, at: datetime, decision: int, reason: str) -> None:
    """Take back a decision about a setting before its day. Both stay in the history."""
    row = Setting.objects.filter(pk=decision).first()
    if row is None or row.key not in DEFAULTS:
        raise Refused(UNKNOWN_DECISION)
    detail = {"key": row.key, "from": row.valid_from.isoformat()}
    with act("policy.setting_taken_back", by=by, at=at, detail=detail):
        taken = TakenBack.objects.filter(setting=row).exists()
        owners = DEFAULTS[row.key].owners
        ensure(
            rules.may_take_back(
                by, owners=owners, valid_from=row.valid_from, taken=taken, reason=reason,
                today=day_of(at),
            )
        )  # fmt: skip
        TakenBack.objects.create(setting=row, set_by=by.id, set_at=at, reason=reason.strip())


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
            _put_word(found)
    queries.forget_codes()
    return len(rows)


def _put_word(found: SimfoniWord) -> None:
    """Let a code speak with this word from now on. Called inside an open act."""
    Code.objects.filter(list=found.list_id, code=found.code).update(simfoni_label=found.word)


def word_for_simfoni(*, by: Actor, at: datetime, of_list: str, code: str, word: str) -> SimfoniWord:
    """Say how SIMFONI words a code. What was entered before keeps the word of its day."""
    word = word.strip()
    with act("policy.simfoni_word", by=by, at=at, detail={"list": of_list, "code": code}):
        held = Code.objects.filter(list=of_list, code=code).first()
        before = held.simfoni_label if held else ""
        ensure(rules.may_word_code(by, known=held is not None, word=word, before=before))
        found = Hand(of_list, by, at).word(code, word)
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


@dataclass(frozen=True, slots=True)
class Hand:
    """Who changes a list, when, and why. Its methods are called inside an open act."""

    list: str
    by: Actor
    at: datetime
    reason: str = ""

    def note(self, code: str, what: str, before: object, after: object) -> None:
        """Keep one change of a code. Called inside an open act."""
        CodeChange.objects.create(
            list_id=self.list, code=code, what=what, before=said(before), after=said(after),
            set_by=self.by.id, set_at=self.at, reason=self.reason.strip(),
        )  # fmt: skip

    def change(self, held: Code, **new: object) -> None:
        """Change columns of a code, and keep what stood there. Called inside an open act."""
        changed = {what: after for what, after in new.items() if getattr(held, what) != after}
        for what, after in changed.items():
            self.note(held.code, what, getattr(held, what), after)
            setattr(held, what, after)
        held.local = True
        held.save(update_fields=[*changed, "local"])

    def add(self, code: str, **fields: object) -> Code:
        """Put a code of the unit behind the others. Called inside an open act."""
        held = Code.objects.filter(list=self.list)
        position = (held.aggregate(last=Max("position"))["last"] or 0) + 1
        self.note(code, "added", "", fields["label_id"])
        return Code.objects.create(
            list_id=self.list, position=position, code=code, source="+", local=True,
            valid_from=day_of(self.at), **fields,
        )  # fmt: skip

    def word(self, code: str, word: str) -> SimfoniWord:
        """Keep how SIMFONI words a code, and let it speak so. Called inside an open act."""
        found = SimfoniWord.objects.create(
            list_id=self.list, code=code, word=word, set_by=self.by.id, set_at=self.at
        )
        _put_word(found)
        return found


def said(value: object) -> str:
    """How a value of a code stands in its history."""
    return value.isoformat() if isinstance(value, date) else str(value or "")


def _held(of_list: str, code: str) -> Code | None:
    return Code.objects.filter(list=of_list, code=code).first()


def add_code(
    *, by: Actor, at: datetime, of_list: str, code: str, label_id: str, label_en: str
) -> Code:
    """Add the regency's own code to a list, valid from today."""
    with act("policy.code_added", by=by, at=at, detail={"list": of_list, "code": code}):
        known = CodeList.objects.filter(code=of_list).exists()
        ensure(rules.may_change_codes(by, list_known=known, code_new=_held(of_list, code) is None))
        added = Hand(of_list, by, at).add(code, label_id=label_id, label_en=label_en)
    queries.forget_codes()
    return added


def retire_code(*, by: Actor, at: datetime, of_list: str, code: str, last_day: date) -> None:
    """End the use of a code after a day. It keeps its label on old records."""
    with act("policy.code_retired", by=by, at=at, detail={"list": of_list, "code": code}):
        held = _held(of_list, code)
        ensure(
            rules.may_retire_code(by, known=held is not None, last_day=last_day, today=day_of(at))
        )
        assert held is not None
        Hand(of_list, by, at).change(held, valid_to=last_day)
    queries.forget_codes()


def reopen_code(*, by: Actor, at: datetime, of_list: str, code: str) -> None:
    """Let a retired code be chosen again."""
    with act("policy.code_reopened", by=by, at=at, detail={"list": of_list, "code": code}):
        held = _held(of_list, code)
        ended = held is not None and held.valid_to is not None
        ensure(rules.may_reopen_code(by, known=held is not None, ended=ended))
        assert held is not None
        Hand(of_list, by, at).change(held, valid_to=None)
    queries.forget_codes()


def relabel_code(
    *, by: Actor, at: datetime, of_list: str, code: str, label_id: str, label_en: str, reason: str
) -> None:
    """Correct the labels of a code that the unit added; what stood there stays in the history."""
    with act("policy.code_relabelled", by=by, at=at, detail={"list": of_list, "code": code}):
        held = _held(of_list, code)
        before = (held.label_id, held.label_en) if held else ("", "")
        ensure(
            rules.may_relabel_code(
                by, known=held is not None, own=queries.is_own(of_list, code),
                labels=(label_id, label_en), before=before,
            )
        )  # fmt: skip
        assert held is not None
        Hand(of_list, by, at, reason).change(held, label_id=label_id, label_en=label_en)
    queries.forget_codes()


def move_code(*, by: Actor, at: datetime, of_list: str, code: str, up: bool) -> None:
    """Move a code of the unit one place up or down among the codes of its own."""
    with act("policy.code_moved", by=by, at=at, detail={"list": of_list, "code": code}):
        rows = Code.objects.filter(list=of_list).order_by("position", "code")
        own = [row for row in rows if queries.is_own(of_list, row.code)]
        place = next((n for n, row in enumerate(own) if row.code == code), None)
        to = None if place is None else place + (-1 if up else 1)
        there = to is not None and 0 <= to < len(own)
        known = _held(of_list, code) is not None
        ensure(rules.may_move_code(by, known=known, own=place is not None, there=there))
        assert place is not None and to is not None
        one, other, hand = own[place], own[to], Hand(of_list, by, at)
        first, second = one.position, other.position
        hand.change(one, position=second)
        hand.change(other, position=first)
    queries.forget_codes()


# Calendar


def set_local_day(*, by: Actor, at: datetime, day: date, holiday: bool, name: str) -> LocalDay:
    """Declare a day a local holiday, or a working day. The latest word about a day holds."""
    ensure(rules.may_change_calendar(by, day=day, today=day_of(at)))
    with act("policy.day_declared", by=by, at=at, detail={"day": day.isoformat()}):
        return LocalDay.objects.create(day=day, holiday=holiday, name=name, set_by=by.id, set_at=at)


def withdraw_day(*, by: Actor, at: datetime, declared: int) -> LocalDay:
    """Take back what was declared about a day; what was said before it holds again."""
    row = LocalDay.objects.filter(pk=declared).first()
    if row is None:
        raise Refused(NO_DAY)
    with act("policy.day_withdrawn", by=by, at=at, detail={"day": row.day.isoformat()}):
        gone = DayWithdrawn.objects.filter(local_day=row).exists()
        ensure(rules.may_withdraw_day(by, day=row.day, withdrawn=gone, today=day_of(at)))
        DayWithdrawn.objects.create(local_day=row, set_by=by.id, set_at=at)
        return row
