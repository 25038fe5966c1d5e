"""Consent lines of the journal, as the rules see them."""

from collections.abc import Iterable

from pabolo.ground.lib.clock import day_of
from pabolo.programme.cases.entries import Consented
from pabolo.rules.consent import ConsentFacts, RecordedBasis
from pabolo.rules.vocabulary import ConsentStatus, LegalBasis, Purpose


def recorded(lines: Iterable[Consented]) -> list[RecordedBasis]:
    """Each recorded basis, from its day on."""
    return [
        RecordedBasis(
            purpose=Purpose(line.purpose),
            status=ConsentStatus(line.status),
            basis=LegalBasis(line.basis),
            from_day=day_of(line.at),
            partner=line.partner,
        )
        for line in lines
    ]


def facts(line: Consented, *, age: int | None) -> ConsentFacts:
    """One consent as it is about to be recorded."""
    return ConsentFacts(
        purpose=Purpose(line.purpose),
        status=ConsentStatus(line.status),
        basis=LegalBasis(line.basis),
        age=age,
        explained=line.explained,
        child_agrees=line.child_agrees,
        guardian_asked=line.guardian_asked,
        guardian_agrees=line.guardian_agrees,
        guardian_is_suspect=line.guardian_is_suspect,
        why_not_asked=line.why_not_asked,
        law=line.law,
    )
