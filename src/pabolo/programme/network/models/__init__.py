"""The models of the network. Django reads them from here."""

from pabolo.programme.network.models.activities import Activity as Activity
from pabolo.programme.network.models.activities import Turnout as Turnout
from pabolo.programme.network.models.circulars import Circular as Circular
from pabolo.programme.network.models.circulars import CircularRead as CircularRead
from pabolo.programme.network.models.groups import Decree as Decree
from pabolo.programme.network.models.groups import Group as Group
from pabolo.programme.network.models.groups import PeriodReport as PeriodReport
from pabolo.programme.network.models.meetings import Attendance as Attendance
from pabolo.programme.network.models.meetings import Meeting as Meeting
from pabolo.programme.network.models.members import Declaration as Declaration
from pabolo.programme.network.models.members import Member as Member
from pabolo.programme.network.models.members import Term as Term
from pabolo.programme.network.models.members import Training as Training
from pabolo.programme.network.models.photos import Photo as Photo
from pabolo.programme.network.models.plans import PlannedActivity as PlannedActivity
