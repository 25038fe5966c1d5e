"""The models of the network. Django reads them from here."""

from pabolo.programme.network.models.activities import Activity as Activity
from pabolo.programme.network.models.activities import Turnout as Turnout
from pabolo.programme.network.models.groups import Decree as Decree
from pabolo.programme.network.models.groups import Group as Group
from pabolo.programme.network.models.meetings import Meeting as Meeting
from pabolo.programme.network.models.members import Member as Member
