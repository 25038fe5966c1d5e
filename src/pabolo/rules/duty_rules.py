"""Which obligations are there?

The table of duties, as data. Each says what starts it, how long it may take, who owns it, what
meets or ends it, to whom it climbs when late, and where it comes from. Spans are defaults of
settings named in `setting`; what law fixes has no setting. Old events are judged by the rules of
their day.
"""

from pabolo.rules import (
    duties_of_assessment,
    duties_of_cases,
    duties_of_children,
    duties_of_conference,
    duties_of_legal,
    duties_of_people,
    duties_of_referrals,
    duties_of_reports,
    duties_of_rights,
    duties_of_shelter,
    duties_of_transfers,
    duties_of_watchlist,
)
from pabolo.rules.duty_shape import DutyRule

RULES: tuple[DutyRule, ...] = (
    *duties_of_reports.RULES,
    *duties_of_cases.RULES,
    *duties_of_assessment.RULES,
    *duties_of_people.RULES,
    *duties_of_children.RULES,
    *duties_of_shelter.RULES,
    *duties_of_conference.RULES,
    *duties_of_legal.RULES,
    *duties_of_referrals.RULES,
    *duties_of_rights.RULES,
    *duties_of_transfers.RULES,
    *duties_of_watchlist.RULES,
)
