"""Documents that go out: referral and minutes. No name of the child stands in them."""

from django.utils.translation import gettext as _

from pabolo.doors.office.documents.contents.common import Told
from pabolo.ground.documents.sheets import Part, Row, Rows, Signatures, Slip, Texts
from pabolo.programme.cases import entries as e
from pabolo.programme.cases import labels
from pabolo.rules.letters import day_name, letter_day
from pabolo.rules.vocabulary import ConsentStatus, Purpose


def _basis(consents: tuple[e.Consented, ...]) -> str:
    found = [one for one in consents if one.purpose == Purpose.REFERRAL]
    if found and found[-1].status == ConsentStatus.GIVEN:
        last = found[-1]
        day = letter_day(last.at.date())
        law = f" ({last.law})" if last.law else ""
        return _("%(basis)s, %(day)s, for this purpose only%(law)s") % {
            "basis": labels.BASIS[last.basis],
            "day": day,
            "law": law,
        }
    return _("Will be told by our officer")


def referral_rows(told: Told) -> tuple[Row, ...]:
    """The least that a partner needs. A packet of the referral can take this place."""
    reply = told.written.reply_by
    rows = (
        (_("What we ask for"), told.written.note),
        (
            _("What need not be asked"),
            _("What happened to the child. Questions asked again can hurt again."),
        ),
        (_("Basis"), _basis(told.state.consents)),
        (
            _("Answer awaited"),
            _("At the latest %(weekday)s, %(day)s")
            % {"weekday": day_name(reply), "day": letter_day(reply)}
            if reply
            else "",
        ),
    )
    return tuple(row for row in rows if row[1])


def referral(told: Told) -> tuple[Part, ...]:
    """What is asked for, and a slip to answer on."""
    return (Rows(rows=referral_rows(told)), answer_slip(told.code))


def answer_slip(code: str) -> Slip:
    """The slip that comes back, without a name."""
    return Slip(
        title=_("Slip to answer on, code %(code)s") % {"code": code},
        text=_(
            "Cut it off and hand it to the officer, or send a photo of it to the unit. "
            "Without the child's name."
        ),
        ticks=(_("We accept"), _("Cannot accept, because")),
        blanks=(_("Reason"), _("Received by, post"), _("Date")),
    )


def minutes(told: Told) -> tuple[Part, ...]:
    """What was done and agreed; everybody signs."""
    here = ((told.post, told.officer),)
    return (
        Texts(title=_("What was done and agreed"), texts=tuple(told.written.note.split("\n\n"))),
        Signatures(title=_("Present"), places=(*((one, "") for one in told.written.people), *here)),
    )
