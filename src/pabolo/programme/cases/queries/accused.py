"""Who is accused in a case, for the system alone: to see that a text names none of them."""

from datetime import datetime

from pabolo.programme.cases.facets import Perpetrator
from pabolo.programme.cases.models import Case
from pabolo.programme.cases.queries.files import file_under, incident_files, prove
from pabolo.programme.cases.queries.scope import cases_beside
from pabolo.rules.actors import SYSTEM
from pabolo.rules.vocabulary import Facet


def accused_names(case: Case, *, at: datetime) -> list[str]:
    """The names, under a receipt of the system. Never shown: only held against words."""
    return [one.name for one in accused_in(case, at=at, verb="letter.names_checked")]


def accused_in(case: Case, *, at: datetime, verb: str) -> list[Perpetrator]:
    """Who is accused, under a receipt of the system. Never shown: only held against others.

    Where records of the child were joined, in all its cases.
    """
    return [one for each in (case, *cases_beside(case)) for one in _accused_of(each, at, verb)]


def _accused_of(case: Case, at: datetime, verb: str) -> list[Perpetrator]:
    sides = [Facet.ACCUSED, Facet.CARE, Facet.STATS]
    proof = prove(case, facets=sides, by=SYSTEM, at=at, verb=verb, purpose="")
    incidents = incident_files(file_under(case, proof, [Facet.ACCUSED]))
    return [one for each in incidents if each.accused for one in each.accused.people]
