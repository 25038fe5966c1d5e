"""The sentences that the field app's modules put together on the phone."""

from collections.abc import Mapping
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

WORDS: Final[Mapping[str, Promise]] = {
    "at_time": _("at {time}"),
    "on_day": _("on {day}"),
    # The two facts of the first page.
    "kept_none": _("Nothing waits on this phone"),
    "kept": _("{n} saved on this phone"),
    "kept_waits": _(", waiting for signal"),
    "got_none": _("Nothing received by the office yet"),
    "got": _("{n} received by the office"),
    "got_last": _(", last {when}"),
    # Entries
    "alarm": _("Alarm"),
    "activity": _("Activity"),
    "activity_edit": _("Correction of an activity"),
    "meeting": _("Group meeting"),
    "watch": _("Watch-list"),
    "state_kept": _("Only on this phone, since {when}"),
    "state_stored": _("Received by the office {when}. It is being worked in."),
    "state_done": _("Received by the office {when}."),
    "state_parked": _("Received by the office {when}. Somebody there looks at it first."),
    "state_refused": _("Received by the office {when}, but not taken into the register."),
    "state_quarantined": _("Handed in {when}. The office keeps it and looks at it."),
    "state_lost": _("No longer on this phone, and not received. Please write it again."),
    "continue": _("Go on with what you were writing"),
    "saved_for": _("Saved on this phone, sealed. It is sent by itself."),
    # Sending
    "data": _("Data used this month: {size}."),
    # Lock screen
    "pin_wrong": _("The PIN does not fit. {left} tries are left."),
    "pin_wiped": _(
        "Ten PINs did not fit. What could be read here was cleared. What you had saved stays "
        "and is sent. Sign in again to choose a new PIN."
    ),
    "pin_shape": _("Six digits."),
    "pin_weak": _("Too easy to guess. No birthday, no row, no repetition."),
    "pin_differs": _("The two PINs differ. Write the same one twice."),
    "locked_order": _("The office has locked this phone. Ask the office."),
    "locked_wiped": _(
        "The office has taken this phone off its list. What could be read here is gone. What you "
        "had saved is still handed in."
    ),
    "evicted": _(
        "The browser has cleared what this phone kept, perhaps because the phone was full. "
        "Entries that had not been sent are lost. Sign in again and write them once more."
    ),
    # Notices on the first page
    "distrust": _(
        "The office's computer could not show that its book is unbroken. Nothing more is sent "
        "until somebody there has looked. Everything stays on this phone. Call the office."
    ),
    "skew": _(
        "The clock of this phone is {n} minutes off. Set it right; your entries stay as they are."
    ),
    "lease_over": _(
        "For three days this phone has not reached the office, so the list of today is closed. "
        "You can go on noting down. With signal the list comes back."
    ),
    "not_yet": _("The list of today comes with the first signal."),
    "unkept": _(
        "This phone may clear saved entries when it is full. Send them soon, and keep some "
        "space free."
    ),
    "kept_well": _("This phone keeps saved entries until they are sent."),
    # Today
    "meet_by": _("{group}: meet by {day}"),
    "meet_first": _("{group}: hold the first meeting"),
    "decree_soon": _("Decree: ask the village head to renew it"),
    "alarm_of": _("Alarm of {day}"),
    "read_on": _("Read on {day}."),
    "received_on": _("Received by the office on {day}."),
    "due_on": _("Next step by {day} at the latest."),
    "late_since": _("The next step was due on {day}: call the office."),
    "asked_on": _("The office wrote to you on {day}."),
    "noted_on": _("Noted on {day}."),
    "look_by": _("Look again by {day}."),
    "people": _("{n} people came"),
    "mend": _("Correct"),
    "nothing_changed": _("Nothing was changed."),
    # Forms
    "required": _("This field is required."),
    "number": _("Write whole numbers, or leave them empty."),
    "future": _("This day has not come yet."),
    "carried": _("{n} sealed entries come along. They are sent as soon as there is signal."),
    "not_carried": _("This is not a file of sealed entries."),
    "choose": _("Choose"),
    "watch_violence": _("Do you suspect violence?"),
    "watch_always": _("This is always a report: the office reads it like an alarm."),
    "save_failed": _(
        "This phone could not save it: it may be full. Nothing was lost: what you typed is still "
        "here. Free some space and press again, or call the office."
    ),
    # Keeping the app
    "keep_failed": _("This did not work. Check the signal and press again."),
    "keep_refused": _("The office did not let this phone in: {sentence}"),
}


def said() -> dict[str, str]:
    """All of them in the language in use."""
    return {key: str(words) for key, words in WORDS.items()}
