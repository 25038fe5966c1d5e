"""What roles are called on screen."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from pabolo.rules.vocabulary import Role

ROLES: dict[Role, Promise] = {
    Role.ACTIVIST: _("PATBM activist"),
    Role.GROUP_LEAD: _("PATBM group lead"),
    Role.VILLAGE_HEAD: _("Village head"),
    Role.INTAKE: _("Intake officer"),
    Role.CASE_WORKER: _("Case worker"),
    Role.PSYCHOLOGIST: _("Psychologist"),
    Role.LEGAL: _("Legal counsel"),
    Role.SUPERVISOR: _("Supervisor"),
    Role.DATA: _("Data officer"),
    Role.PROGRAMME: _("Programme officer"),
    Role.VERIFIER: _("Verifier"),
    Role.PUBLISHER: _("Publisher"),
    Role.INSPECTOR: _("Inspector"),
    Role.AGENCY_HEAD: _("Head of the agency"),
    Role.PROVINCE_UNIT: _("Provincial unit"),
    Role.ADMIN: _("Technical administrator"),
}
