"""Documents of the work with the child: consent, assessment, plan."""

from django.utils.translation import gettext as _

from pabolo.doors.office.documents.contents.common import (
    Told,
    identity_rows,
    plan_heads,
    plan_rows,
)
from pabolo.ground.documents.sheets import Grid, Part, Points, Rows, Signatures, Texts, Ticks
from pabolo.programme.cases import labels
from pabolo.rules.risk import RED_FLAGS
from pabolo.rules.vocabulary import ConsentStatus, LegalBasis

ASKED = frozenset({LegalBasis.CHILD, LegalBasis.GUARDIAN, LegalBasis.BOTH})


def signatures(told: Told, *more: tuple[str, str]) -> Signatures:
    """Places to sign: child, an adult on the child's side, the officer."""
    return Signatures(
        places=(
            (_("Child"), told.name if told.identity else ""),
            (_("Parent, guardian or companion"), ""),
            (told.post, told.officer),
            *more,
        )
    )


def note_part(told: Told, title: str) -> tuple[Part, ...]:
    """The officer's own words, where there are any."""
    note = told.written.note.strip()
    return (Texts(title=title, texts=tuple(note.split("\n\n"))),) if note else ()


def consent(told: Told) -> tuple[Part, ...]:
    """Each purpose to tick; what was recorded is ticked, another legal basis is said."""
    last = {one.purpose: one for one in told.state.consents}
    given = {key for key, one in last.items() if one.status == ConsentStatus.GIVEN}
    by_consent = {key for key in given if last[key].basis in ASKED}
    other = [last[key] for key in given - by_consent]
    purposes = {key: str(name) for key, name in labels.PURPOSE.items()}
    basis = tuple((purposes[one.purpose], f"{labels.BASIS[one.basis]}. {one.law}") for one in other)
    return (
        Rows(rows=identity_rows(told), title=_("Child")),
        Ticks(
            title=_("Agreed to"),
            texts=tuple(purposes.values()),
            done=tuple(purposes[key] for key in purposes if key in by_consent),
        ),
        *((Rows(title=_("Rests on another basis"), rows=basis),) if basis else ()),
        *note_part(told, _("What was explained")),
        signatures(told),
    )


def risk_part(told: Told) -> tuple[Part, ...]:
    """The risk as it stands, with its signs."""
    flags = tuple(_(flag.sentence) for flag in RED_FLAGS if flag.code in told.state.flags)
    level = (Rows(title=_("Risk"), rows=((_("Level"), str(labels.RISK[told.state.risk])),)),)
    return (*level, *((Points(texts=flags),) if flags else ()))


def assessment(told: Told) -> tuple[Part, ...]:
    """The last assessment in full."""
    return (
        Rows(rows=identity_rows(told), title=_("Child")),
        *risk_part(told),
        Rows(rows=told.assessments, title=_("What was found")),
        *note_part(told, _("Recommendation")),
    )


def plan(told: Told) -> tuple[Part, ...]:
    """What was agreed, to be signed."""
    return (
        Rows(rows=identity_rows(told), title=_("Child")),
        Grid(title=_("Services"), heads=plan_heads(), rows=plan_rows(told)),
        *note_part(told, _("The child's own words, and what was agreed besides")),
        signatures(told, (_("Approved by"), "")),
    )
