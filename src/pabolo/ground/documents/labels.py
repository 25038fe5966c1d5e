"""What kinds of documents are called on screens."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from pabolo.rules.letters import Letter, Reader

LETTER: dict[Letter, Promise] = {
    Letter.CONSENT: _("Consent form"),
    Letter.ASSESSMENT: _("Assessment report"),
    Letter.PLAN: _("Plan of services"),
    Letter.REFERRAL: _("Referral letter"),
    Letter.MINUTES: _("Minutes"),
    Letter.CLOSING: _("Closing report"),
    Letter.SUMMARY: _("Case summary"),
    Letter.STORY: _("What happened in my case"),
    Letter.SIMFONI: _("SIMFONI sheet"),
}

READER: dict[Reader, Promise] = {
    Reader.FAMILY: pgettext_lazy("reader of a letter", "For the child and the family"),
    Reader.OFFICE: pgettext_lazy("reader of a letter", "For the file"),
    Reader.PARTNER: pgettext_lazy("reader of a letter", "For a partner"),
}
