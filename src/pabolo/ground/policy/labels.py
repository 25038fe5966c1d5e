"""What settings and their units are called on screens."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

SETTING: dict[str, Promise] = {
    "clock.first_look_hours": _("First look at a report"),
    "clock.high_risk_hours": _("First response, high risk"),
    "clock.medium_risk_hours": _("First response, medium risk"),
    "clock.low_risk_working_days": _("First response, low risk"),
    "clock.unassessed_is_high_after_hours": _("Unassessed risk counts as high after"),
    "clock.assessment_working_days": _("Assessment finished"),
    "clock.plan_working_days": _("Plan approved"),
    "clock.review_months": _("Case review at least every"),
    "clock.review_high_risk_days": _("Case review, high risk, at least every"),
    "clock.information_window_days": _("Waiting for more information on a report"),
    "clock.referral_receipt_working_days": _("Referral confirmed as received"),
    "clock.referral_reply_working_days": _("Referral answered"),
    "clock.shelter_days": _("Stay in the shelter before a new decision"),
    "clock.watch_item_days": _("Watch-list item expires"),
    "clock.message_answer_working_days": _("Message of a reporter answered"),
    "network.active_window_days": _("A group is active when it met within"),
    "network.contact_check_months": _("Contacts checked again after"),
    "figures.threshold": _("Smallest count shown in public"),
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
    "text": _("text"),
}
