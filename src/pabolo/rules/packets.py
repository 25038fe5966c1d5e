"""What may a partner agency see of a child?

One policy for the page, the slip and any interface: a table by purpose, by kind of agency and by
what the referral rests on; the answer is what stands in all three. The place of a shelter, who
reported, the accused, health notes and the story of what happened stand in none.
"""

from collections.abc import Collection, Mapping
from enum import StrEnum

from pabolo.rules.decisions import Refusal
from pabolo.rules.vocabulary import LegalBasis


class Part(StrEnum):
    """One thing that can be said of a child to a partner."""

    SERVICE = "service"
    QUESTION = "question"
    URGENCY = "urgency"
    ANSWER_BY = "answer_by"
    BASIS = "basis"
    CONTACT = "contact"
    SEX = "sex"
    AGE_BAND = "age_band"
    NAME = "name"
    BIRTH = "birth"
    SCHOOL = "school"
    EDUCATION = "education"
    NEEDS = "needs"
    DISTRICT = "district"
    VILLAGE = "village"
    FORMS = "forms"
    INCIDENT_DAY = "incident_day"
    POLICE_NUMBER = "police_number"


class ReferralPurpose(StrEnum):
    """What a partner is asked for."""

    PROTECTION = "protection"
    HEALTH = "health"
    LEGAL = "legal"
    SOCIAL = "social"
    EDUCATION = "education"
    DOCUMENTS = "documents"
    WATCH = "watch"


ALWAYS = frozenset(
    {Part.SERVICE, Part.QUESTION, Part.URGENCY, Part.ANSWER_BY, Part.BASIS, Part.CONTACT}
)
_WHO = frozenset({Part.NAME, Part.SEX, Part.AGE_BAND})
_LAW = _WHO | {
    Part.BIRTH,
    Part.NEEDS,
    Part.DISTRICT,
    Part.VILLAGE,
    Part.FORMS,
    Part.INCIDENT_DAY,
    Part.POLICE_NUMBER,
}
_COURT = _WHO | {Part.BIRTH, Part.NEEDS, Part.FORMS, Part.POLICE_NUMBER}
_CARE = _WHO | {Part.BIRTH, Part.NEEDS, Part.FORMS, Part.INCIDENT_DAY, Part.DISTRICT}
_SOCIAL = _WHO | {Part.NEEDS, Part.EDUCATION, Part.DISTRICT, Part.FORMS}
_SCHOOL = _WHO | {Part.SCHOOL, Part.EDUCATION, Part.NEEDS}
_PAPERS = _WHO | {Part.BIRTH, Part.VILLAGE, Part.DISTRICT}
_FAITH = _WHO | {Part.BIRTH, Part.EDUCATION}
_VILLAGE = frozenset({Part.NAME, Part.VILLAGE})
_UNIT = _LAW | {Part.EDUCATION}

BY_KIND: Mapping[str, frozenset[Part]] = {
    "POL": _LAW,
    "KJR": _COURT,
    "PNG": _COURT,
    "BPS": _COURT,
    "LPSK": _COURT,
    "LBH": _COURT,
    "RSU": _CARE,
    "PKM": _CARE,
    "DSO": _SOCIAL,
    "LKSA": _SOCIAL,
    "PUSPAGA": _SOCIAL,
    "DIK": _SCHOOL,
    "TPPK": _SCHOOL,
    "DUK": _PAPERS,
    "PAG": _FAITH,
    "KUA": _FAITH,
    "DESA": _VILLAGE,
    "PATBM": _VILLAGE,
    "UPTD-PROV": _UNIT,
    "UPTD-LAIN": _UNIT,
    "KPPPA": frozenset({Part.SEX, Part.AGE_BAND, Part.DISTRICT, Part.FORMS}),
    "LSM": frozenset({Part.SEX, Part.AGE_BAND, Part.NEEDS}),
}

BY_PURPOSE: Mapping[ReferralPurpose, frozenset[Part]] = {
    ReferralPurpose.PROTECTION: _UNIT,
    ReferralPurpose.HEALTH: _CARE,
    ReferralPurpose.LEGAL: _LAW,
    ReferralPurpose.SOCIAL: _SOCIAL,
    ReferralPurpose.EDUCATION: _SCHOOL,
    ReferralPurpose.DOCUMENTS: _PAPERS,
    ReferralPurpose.WATCH: _VILLAGE,
}

_EVERY = frozenset(Part)
BY_BASIS: Mapping[LegalBasis, frozenset[Part]] = {
    LegalBasis.CHILD: _EVERY,
    LegalBasis.GUARDIAN: _EVERY,
    LegalBasis.BOTH: _EVERY,
    LegalBasis.LEGAL_DUTY: _EVERY,
    LegalBasis.VITAL_INTEREST: _EVERY - {Part.SCHOOL, Part.EDUCATION},
    LegalBasis.PUBLIC_TASK: ALWAYS | {Part.SEX, Part.AGE_BAND, Part.NEEDS, Part.DISTRICT},
}


def packet_for(purpose: ReferralPurpose, kind: str, basis: LegalBasis | None) -> frozenset[Part]:
    """Which parts may a partner of this kind see, for this purpose, on this basis?

    An unknown kind or no basis opens nothing about the child.

    Source: UU 27/2022 (PDP), Pasal 16 (limited, specific); UU 11/2012 (SPPA), Pasal 19 (identity
    of a child kept secret); UU 12/2022 (TPKS), Pasal 69.
    """
    if basis is None:
        return ALWAYS
    about_child = BY_KIND.get(kind, frozenset()) & BY_PURPOSE[purpose] & BY_BASIS[basis]
    return ALWAYS | about_child


def check_parts(
    chosen: Collection[Part], purpose: ReferralPurpose, kind: str, basis: LegalBasis | None
) -> Refusal | None:
    """May exactly these parts go to the partner?

    Parts can be taken away, never added beyond the table.

    Source: as `packet_for`.
    """
    if set(chosen) <= packet_for(purpose, kind, basis):
        return None
    return Refusal(
        "packet.too_much", "One of these facts is not for this partner. Take it away again."
    )
