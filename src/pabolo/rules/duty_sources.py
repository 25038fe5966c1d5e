"""Where do obligations come from?

Said once here, with the sets that several tables of them use.
"""

from datetime import date

from pabolo.rules.decisions import msg
from pabolo.rules.duty_shape import ANY_RISK
from pabolo.rules.vocabulary import Event, Risk

TPKS_IN_FORCE = date(2022, 5, 9)
SIMFONI_3 = date(2026, 1, 1)  # the year in which SIMFONI became the ministry's case system

HIGH = frozenset({Risk.HIGH, Risk.NOT_ASSESSED})
NOT_HIGH = ANY_RISK - HIGH
CASE_ENDS = frozenset({Event.CASE_CLOSED, Event.CASE_TRANSFERRED})

PRACTICE = msg("Practice; a setting of the regency, to be confirmed by the unit")
COMPLAINT_STANDARD = msg(
    "Service standard for complaints of a unit for women and children (sippn.menpan.go.id 8202366)"
)
FIRST_FOLLOW_UP = msg("Service standard: first follow-up within 3 working days (Probolinggo)")
DAY_RESPONSE = msg("A response within 24 hours, as local offices promise; a setting of the regency")
SIX_FUNCTIONS = msg("Permen PPPA 2/2022 (case management); the time is a setting of the regency")
REVIEW = msg("Inter-agency guidelines for case management: a review at least every 3 months")
SECOND_PERSON = msg("Permen PPPA 2/2022 (termination); the time is a setting of the regency")
AFTER_CARE = msg("PP 78/2021, Pasal 88 (monitoring after return); the time is a setting")
CONSENT = msg("UU 27/2022 (PDP), Pasal 20 and 25; the time is a setting of the regency")
TPKS = msg("UU 12/2022 (TPKS): report to the police within 3 x 24 hours")
KINSHIP = msg("UU 30/2014, Pasal 42-43: nobody decides on a matter of their own family")
SHELTER = msg("Permen PPPA 2/2022 (shelter); 7 days, extendable: a setting of the regency")
SIMFONI = msg("Permen PPPA 2/2022 (recording in SIMFONI-PPA); the time is a setting")
ADULT = msg("UU 35/2014, Pasal 1 (a child is under 18); the time is a setting of the regency")
SIMFONI_ENTRY = msg(
    "Permen PPPA 2/2022 (recording in SIMFONI-PPA); the time is practice, a setting of the regency"
)
CONFERENCE = msg("Permen PPPA 2/2022 (coordination); practice of case conferences")
REFERRED = msg("Permen PPPA 2/2022 (referral to service providers); the time is a setting")
TRANSFERRED = msg(
    "Permen PPPA 2/2022; UU 12/2022 (TPKS), Pasal 74-76 (ministry, province, regency); the time is "
    "a setting"
)
