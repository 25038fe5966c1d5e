"""What settings and their units are called on screens."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

# The times of duties are named by the duty itself.
SETTING: dict[str, Promise] = {
    "clock.information_window_days": _("Waiting for more information on a report"),
    "clock.referral_receipt_working_days": _("Referral confirmed as received"),
    "clock.referral_reply_working_days": _("Referral answered"),
    "clock.referral_link_days": _("Slip of a referral stays valid"),
    "clock.shelter_days": _("Stay in the shelter before a new decision"),
    "clock.transition_days": _("Planning for the 18th birthday begins before it by"),
    "clock.watch_item_days": _("Watch-list item expires"),
    "network.active_window_days": _("A group is active when it met within"),
    "network.contact_check_months": _("Contacts checked again after"),
    "figures.threshold": _("Smallest count shown in public"),
    "partner.guesses_a_minute": _("Wrong slip codes a minute before typing is paused"),
    "form.token_hours": _("Report form stays valid"),
    "retention.information_months": _("Keep reports that led to no case"),
    "retention.case_until_age": _("Keep a child's file until the age of"),
    "retention.watch_item_months": _("Keep settled watch-list items"),
    "phone.emergency": _("Emergency number"),
    "phone.police": _("Police number"),
    "phone.sapa": _("SAPA 129 number"),
    "phone.sapa_whatsapp": _("SAPA 129 WhatsApp"),
    "phone.unit": _("Phone of the unit"),
    "phone.unit_whatsapp": _("WhatsApp of the unit"),
    "unit.name": _("Name of the unit"),
    "unit.address": _("Address of the unit"),
    "unit.hours": _("Opening hours"),
}

UNIT: dict[str, Promise] = {
    "hours": _("hours"),
    "days": _("days"),
    "working_days": _("working days"),
    "months": _("months"),
    "years": _("years"),
    "people": _("people"),
    "times": _("times"),
    "text": _("text"),
}
