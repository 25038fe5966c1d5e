"""Two villages with their phones, a network that loses, repeats and reorders, and an office that
is locked, crashes, revokes and re-assigns. What must hold is in `holding`.
"""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from random import Random
from typing import Any, Final
from uuid import UUID

from django.conf import settings

from pabolo.doors.command.proofs.field.ground import (
    PEOPLE,
    VILLAGES,
    Crash,
    Made,
    acting,
    failing,
    model,
    person,
    populate,
    row,
    uuid_of,
)
from pabolo.doors.command.proofs.field.phones import ENDS, OPEN, SEND, Phone, Request, post
from pabolo.doors.shared.field import working
from pabolo.doors.shared.field.deciding import take_in
from pabolo.ground.accounts.queries import actor_of
from pabolo.ground.devices.actions import enrolling, minding
from pabolo.ground.devices.envelopes import to_text
from pabolo.ground.devices.queries import waiting_for
from pabolo.ground.keys import ring
from pabolo.ground.lib import clock
from pabolo.ground.lib.refusals import Refused
from pabolo.programme.network.actions.edits import decide_clash
from pabolo.programme.network.queries.edits import open_clashes
from pabolo.rules.actors import Actor
from pabolo.rules.field import REASONS

PHONES: Final = 3
KEPT: Final = 6


@dataclass
class World:
    """Everything there is, and what was done."""

    rng: Random
    at_most: int = PHONES
    after_crash: Callable[[], None] = lambda: None
    phones: list[Phone] = field(default_factory=list)
    people: list[UUID] = field(default_factory=list)
    made: dict[UUID, Made] = field(default_factory=dict)
    evicted: set[UUID] = field(default_factory=set)
    decided: set[UUID] = field(default_factory=set)
    apart: set[UUID] = field(default_factory=set)
    heard: dict[UUID, str] = field(default_factory=dict)
    under_way: list[Request] = field(default_factory=list)
    locked: bool = False
    serial: int = 0

    # What the world is made of

    def begin(self) -> None:
        """People with posts, groups, and a phone each for two of them."""
        for number in range(PEOPLE):
            self.people.append(person(number))
        for _number in range(self.at_most):
            self._new_phone(self.rng.choice(self.people))
            self._share(self.phones[-1])

    def officer(self) -> Actor:
        """The programme officer."""
        return acting("nurul")

    def _enrol(self, person: UUID, phone: Phone | None) -> enrolling.Enrolled | None:
        device = row("devices.Device", phone.device) if phone else None
        actor = actor_of(person, clock.today())
        try:
            return enrolling.enrol(label="HP", device=device, by=actor, at=clock.now())
        except Refused:
            return None

    def _new_phone(self, person: UUID) -> bool:
        given = self._enrol(person, None)
        if given is None or given.device_token is None:
            return False
        phone = Phone(given.device, to_text(given.device_token), ring.field_recipient())
        phone.carries(person, given)
        self.phones.append(phone)
        return True

    def _share(self, phone: Phone) -> bool:
        others = [one for one in self.people if one not in phone.people]
        return bool(others) and self._join(phone, self.rng.choice(others))

    def _join(self, phone: Phone, person: UUID) -> bool:
        given = self._enrol(person, phone)
        if given is not None:
            phone.carries(person, given)
        return given is not None

    def _phone(self) -> Phone:
        return self.rng.choice(self.phones)

    # What people do on phones

    def _write(self, phone: Phone, kind: str, body: dict[str, Any], person: UUID | None) -> bool:
        identity = phone.write(kind, body, person)
        self.made[identity] = Made(identity, kind, person, phone.device, body)
        return True

    def _teller(self, phone: Phone) -> UUID:
        return self.rng.choice(list(phone.people))

    def _own(self, person: UUID) -> str:
        """A village that the person believes to be the own one."""
        villages = actor_of(person, clock.today()).villages or {self.rng.choice(VILLAGES)}
        return self.rng.choice(sorted(villages))

    def alarm(self) -> bool:
        """Somebody raises an alarm."""
        phone = self._phone()
        person = self._teller(phone)
        return self._write(phone, "alarm", self._worry(self._own(person)), person)

    def alarm_of_nobody(self) -> bool:
        """Somebody without a PIN raises an alarm on a phone."""
        return self._write(self._phone(), "alarm", self._worry(self.rng.choice(VILLAGES)), None)

    def _worry(self, place: str) -> dict[str, Any]:
        self.serial += 1
        return {"danger": "no", "worries": ["FIS"], "text": f"Cerita {self.serial}", "place": place}

    def activity(self) -> bool:
        """Somebody writes down an activity."""
        phone = self._phone()
        return self._note_activity(phone, self._teller(phone))

    def _note_activity(self, phone: Phone, person: UUID, **change: Any) -> bool:
        self.serial += 1
        body = {
            "place": self._own(person),
            "day": phone.now().date().isoformat(),
            "level": "A",
            "kind": "SOS",
            "strategy": "1",
            "where": f"Tempat {self.serial}",
            "note": "",
            "counts": {"P_U1": 1 + self.serial % 40},
        } | change
        return self._write(phone, "activity", body, person)

    def meeting(self) -> bool:
        """Somebody writes down a meeting."""
        phone = self._phone()
        person = self._teller(phone)
        day = phone.now().date().isoformat()
        body = {"place": self._own(person), "day": day, "attendance": 5, "minutes": ""}
        return self._write(phone, "meeting", body, person)

    def edit(self) -> bool:
        """Somebody changes an activity, in a version that may be old."""
        phone = self._phone()
        return self._change(phone, self._teller(phone))

    def _change(self, phone: Phone, person: UUID) -> bool:
        places = actor_of(person, clock.today()).villages
        rows = model("network.Activity").filter(group__place__in=places)
        row = rows.order_by("-recorded_at").values_list("pk", "version").first()
        if row is None:
            return False
        self.serial += 1
        seen = self.rng.randint(max(1, row[1] - 2), row[1])
        name = self.rng.choice(("where", "note", "P_U1"))
        value: str | int = 1 + self.serial % 90 if name == "P_U1" else f"Ubah {self.serial}"
        body = {"activity": row[0].hex, "seen": seen, "changes": {name: value}}
        return self._write(phone, "activity_edit", body, person)

    # What the network does

    def _arrive(self, request: Request) -> dict[str, Any] | None:
        new = {UUID(hex=one["id"]) for one in request.words["envelopes"]}
        new -= set(model("devices.Submission").filter(pk__in=new).values_list("pk", flat=True))
        away = model("devices.Device").filter(pk=request.device, revoked_at__isnull=False)
        revoked = away.exists()
        answer = post(SEND, request)
        if revoked and not self.locked:
            self.apart |= new
        return answer.json() if answer.status_code == 200 else None

    def _hear(self, phone: Phone, reply: dict[str, Any] | None) -> bool:
        if reply is None:
            return False
        phone.hears(reply)
        for answer in reply["answers"]:
            self.heard[UUID(hex=answer["id"])] = answer["state"]
        return True

    def _remember(self, request: Request) -> Request:
        self.under_way = [*self.under_way[-KEPT:], request]
        return request

    def deliver(self) -> bool:
        """A phone sends and hears the answer."""
        phone = self._phone()
        return self._hear(phone, self._arrive(self._remember(phone.request(self.rng))))

    def lose_reply(self) -> bool:
        """A phone sends, the office takes it in, the answer is lost or the app is killed."""
        return self._arrive(self._remember(self._phone().request(self.rng))) is not None

    def lose_request(self) -> bool:
        """A phone sends into nothing; the request may still arrive much later."""
        self._remember(self._phone().request(self.rng))
        return True

    def arrive_late(self) -> bool:
        """An old request arrives, for the first time or again; nobody hears the answer."""
        if not self.under_way:
            return False
        return self._arrive(self.rng.choice(self.under_way)) is not None

    def carry(self) -> bool:
        """Another phone carries what this one could not send."""
        source, courier = self._phone(), self._phone()
        if source is courier or not source.outbox:
            return False
        request = courier.request(self.rng, 0)
        some = self.rng.sample(list(source.outbox), min(5, len(source.outbox)))
        origin = {"device": source.device.hex}
        request.words["envelopes"] = [source.outbox[one] | origin for one in some]
        return self._arrive(self._remember(request)) is not None

    # How the office falls over

    def crash_before_keeping(self) -> bool:
        """The server is gone while the transaction that keeps the envelopes is open."""
        return self._broken(model("devices.Submission"), "bulk_create")

    def crash_after_keeping(self) -> bool:
        """The server is gone when they are kept, before one is looked at."""
        return self._broken(working, "_work")

    def crash_before_the_mark(self) -> bool:
        """The server is gone when the entries stand, before the envelopes know it."""
        return self._broken(working, "mark_done")

    def _broken(self, owner: Any, name: str) -> bool:
        self.unlock()
        phone = self._phone()
        self._note_activity(phone, self._teller(phone))
        fell = False
        with failing(owner, name):
            try:
                self._arrive(self._remember(phone.request(self.rng)))
            except Crash:
                fell = True
                self.after_crash()
        return fell

    # What the office does

    def lock(self) -> bool:
        """The keys leave the memory of the office."""
        if not self.locked:
            settings.KEYS = "file"
            ring.forget()
        changed, self.locked = not self.locked, True
        return changed

    def unlock(self) -> bool:
        """They come back, and what waited is worked in."""
        changed, self.locked = self.locked, False
        settings.KEYS = "demo"
        ring.forget()
        working.work_in_waiting(at=clock.now())
        return changed

    def reassign(self) -> bool:
        """Somebody now works for the other village."""
        post_row = model("accounts.Post").filter(person_id=self.rng.choice(self.people)).first()
        here = VILLAGES.index(post_row.village)
        post_row.village = VILLAGES[1 - here]
        post_row.save()
        return True

    def leave(self) -> bool:
        """Somebody's post has ended."""
        return self._until(clock.today() - timedelta(days=1))

    def come_back(self) -> bool:
        """Whoever had left has the post again."""
        return self._until(None)

    def _until(self, day: Any) -> bool:
        rows = model("accounts.Post").filter(person_id__in=self.people)
        ended = rows.filter(until_day__isnull=False)
        if day is not None and ended.count() >= PEOPLE // 2:
            return False
        found = {row.person_id: row for row in (rows.filter(until_day=None) if day else ended)}
        if not found:
            return False
        row = found[self.rng.choice([one for one in self.people if one in found])]
        row.until_day = day
        row.save()
        return True

    def revoke(self) -> bool:
        """The office revokes a phone."""
        phone = self._phone()
        minding.revoke(device_id=phone.device, by=self.officer(), at=clock.now())
        return True

    def lift(self) -> bool:
        """The office lets phones be used again."""
        rows = model("devices.Device").filter(revoked_at__isnull=False)
        for device in rows.values_list("pk", flat=True):
            minding.lift(device_id=device, by=self.officer(), at=clock.now())
        return True

    def take_off(self) -> bool:
        """The office takes somebody off a phone; somebody else joins it."""
        phone = self._phone()
        rows = model("devices.Carrier").filter(device_id=phone.device, revoked_at=None)
        on = [one for one in self.people if one in set(rows.values_list("person_id", flat=True))]
        if len(on) < 2:
            return self._share(phone)
        person = self.rng.choice(on)
        minding.take_off(device_id=phone.device, person=person, by=self.officer(), at=clock.now())
        return True

    def new_pin(self) -> bool:
        """A PIN was forgotten and is reset; the outbox of before stays."""
        phone = self._phone()
        person = self._teller(phone)
        carrier = model("devices.Carrier").get(device_id=phone.device, person_id=person)
        minding.reset_pin(carrier_id=carrier.pk, by=self.officer(), at=clock.now())
        return self._join(phone, person)

    def open_lease(self) -> bool:
        """Somebody opens the readable part."""
        return self._opens(right=True)

    def wrong_pin(self) -> bool:
        """Somebody tries to."""
        return not self._opens(right=False)

    def _opens(self, *, right: bool) -> bool:
        phone = self._phone()
        person = self._teller(phone)
        proof = phone.people[person] if right else to_text(self.rng.randbytes(32))
        words = {"person": person.hex, "proof": proof}
        answer = post(OPEN, Request(phone.device.hex, phone.token, words))
        return bool(answer.status_code == 200)

    def evict(self) -> bool:
        """The browser cleared a phone's storage. What it had not sent is gone, and the phone
        comes back as a new one.
        """
        phone = self._phone()
        known = {identity for identity in map(uuid_of, phone.outbox) if not self._stored(identity)}
        if not self._new_phone(self._teller(phone)):
            return False
        self.evicted |= known
        self.phones.remove(phone)
        return True

    def _stored(self, identity: UUID) -> bool:
        return bool(model("devices.Submission").filter(pk=identity).exists())

    def turn_clock(self) -> bool:
        """Somebody sets a phone's clock wrong, or right again."""
        self._phone().skew = timedelta(hours=self.rng.choice((0, 0, 1, -30, 30, 24 * 400)))
        return True

    def accept(self) -> bool:
        """The office takes in what waits, perhaps for somebody else or another village."""
        self.unlock()
        row = self._waiting() or self._provoke()
        if row is None:
            return False
        person = self.rng.choice([None, *self.people])
        try:
            take_in(
                submission_id=row.pk,
                by=self.officer(),
                at=clock.now(),
                person=person,
                village=self.rng.choice(("", *VILLAGES)),
            )
        except Refused:
            return False
        self.decided.add(row.pk)
        return True

    def refuse(self) -> bool:
        """The office refuses what waits."""
        row = self._waiting() or self._provoke()
        if row is None or row.code == "field.clash":
            return False
        reason = self.rng.choice(sorted(REASONS))
        minding.refuse(submission_id=row.pk, reason=reason, by=self.officer(), at=clock.now())
        self.decided.add(row.pk)
        return True

    def _provoke(self) -> Any:
        """An entry about a village that nobody has: it waits, where the phone is in use."""
        self.unlock()
        phone = self._phone()
        self._note_activity(phone, self._teller(phone), place="12.10.01.1001")
        self._hear(phone, self._arrive(self._remember(phone.request(self.rng, 50))))
        return self._waiting()

    def _quarrel(self) -> Any:
        """Two changes of one entry that do not know of each other."""
        self.unlock()
        for _turn in range(4):
            phone = self._phone()
            if not self._change(phone, self._teller(phone)):
                self._note_activity(phone, self._teller(phone))
            self._hear(phone, self._arrive(self._remember(phone.request(self.rng, 50))))
        return open_clashes(self.officer()).first()

    def _waiting(self) -> Any:
        rows = list(waiting_for(self.officer(), clock.today())[:20])
        return self.rng.choice(rows) if rows else None

    def decide(self) -> bool:
        """The lead, or the officer, decides between two values."""
        clash = open_clashes(self.officer()).first() or self._quarrel()
        if clash is None:
            return False
        try:
            decide_clash(
                by=self.officer(),
                at=clock.now(),
                clash_id=clash.pk,
                take_other=self.rng.random() < 0.5,
            )
        except Refused:
            return False
        return True

    def settle(self) -> None:
        """The end: everything is sent until every phone is empty."""
        self.unlock()
        for phone in self.phones:
            while phone.outbox:
                before = len(phone.outbox)
                self._hear(phone, self._arrive(phone.request(self.rng, 50)))
                if len(phone.outbox) == before:
                    raise AssertionError("a phone cannot empty its outbox")


type Deed = Callable[[World], bool]

DEEDS: Final[dict[str, Deed]] = {
    name: getattr(World, name)
    for name in (
        "alarm", "alarm_of_nobody", "activity", "meeting", "edit", "deliver", "lose_reply",
        "lose_request", "arrive_late", "carry", "crash_before_keeping", "crash_after_keeping",
        "crash_before_the_mark", "lock", "unlock", "reassign", "leave", "come_back", "revoke",
        "lift", "take_off", "new_pin", "open_lease", "wrong_pin", "evict", "turn_clock", "accept",
        "refuse", "decide",
    )
}  # fmt: skip


@dataclass
class Tally:
    """How often each deed was done, or could not be."""

    done: Counter[str] = field(default_factory=Counter)
    idle: Counter[str] = field(default_factory=Counter)

    def note(self, name: str, done: bool) -> None:
        """Count one."""
        (self.done if done else self.idle)[name] += 1


__all__ = ["DEEDS", "ENDS", "Made", "Tally", "World", "populate"]
