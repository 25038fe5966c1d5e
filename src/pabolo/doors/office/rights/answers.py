"""The letter that answers a request: as little as possible, and nothing that tells of a file.

Whether the asker was kept out for the child's safety, had nothing to do with the child, or nothing
is kept here at all: the letter is the same, word for word.
"""

from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import override

from pabolo.ground.documents.sheets import Sheet, Sign, Texts
from pabolo.ground.lib.clock import day_of
from pabolo.programme.rights.queries import RequestFile
from pabolo.rules.letters import letter_day
from pabolo.rules.rights import GROUNDS, RIGHTS, SILENT, Asks, Ground, Outcome


def letter_of(file: RequestFile, *, today: date, place: str, unit: str, phone: str) -> Sheet:
    """The sheet, in Indonesian."""
    with override("id"):
        return _sheet(file, today, place, unit, phone)


def _sheet(file: RequestFile, today: date, place: str, unit: str, phone: str) -> Sheet:
    told = file.told
    asked = {
        "date": letter_day(day_of(told.at)),
        "what": _lower(_(RIGHTS[Asks(told.asks)].text)),
    }
    return Sheet(
        style="letter",
        heading=_("Answer to your request"),
        facts=((_("Subject"), _("Answer to your request")),),
        place_day=", ".join(one for one in (place, letter_day(today)) if one),
        to=(told.name,),
        opening=_("On %(date)s you asked us: %(what)s.") % asked,
        body=_answer(file),
        parts=(Texts(texts=(_complaint(phone),), title=_("If you do not agree")),),
        sign=Sign(post=unit, name=""),
    )


def _lower(words: str) -> str:
    return words[:1].lower() + words[1:]


def _answer(file: RequestFile) -> tuple[str, ...]:
    decided = file.decided
    if decided is None or decided.outcome != Outcome.REFUSED:
        return _granted(file)
    ground = Ground(decided.ground)
    if ground in SILENT:
        return _silent()
    return (
        _("We cannot grant it: %(why)s.") % {"why": _lower(_(GROUNDS[ground].text))},
        _(GROUNDS[ground].source) + ".",
    )


def _silent() -> tuple[str, ...]:
    return (
        _("We cannot grant your request."),
        _(
            "The law protects children and those who report a worry. So we never say, to anybody "
            "who asks, whether something is kept about a child, or what. This answer does not mean "
            "that there is something, nor that there is nothing."
        ),
        _("UU 27/2022 (PDP), Pasal 5 to 7 and 33; UU 11/2012 (SPPA), Pasal 19."),
    )


def _granted(file: RequestFile) -> tuple[str, ...]:
    part = file.decided is not None and file.decided.outcome == Outcome.PARTLY
    first = _("We grant a part of it.") if part else _("We grant it.")
    return (
        first,
        _("You get what you asked for from our officer, in person. It does not come with this "
          "letter, so that nobody else reads it on the way."),
        _("What concerns other people is left out: who reported, who is accused, other children."),
    )  # fmt: skip


def _complaint(phone: str) -> str:
    return _(
        "Talk to us at %(phone)s. You may also complain to the ombudsman (Ombudsman RI) or to the "
        "authority for the protection of personal data."
    ) % {"phone": phone}
