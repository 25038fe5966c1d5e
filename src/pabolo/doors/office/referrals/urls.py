"""Addresses of referrals; included by the office's own."""

from django.urls import path

from pabolo.doors.office.referrals import drafting, listing, one, slip

urlpatterns = [
    path("rujukan/", listing.referrals, name="referrals"),
    path("rujukan/<uuid:referral_id>/", one.referral, name="referral"),
    path("rujukan/<uuid:referral_id>/slip/", slip.printed, name="referral_slip"),
    path("kasus/<uuid:case_id>/rujukan/", listing.of_case, name="case_referrals"),
    path("kasus/<uuid:case_id>/rujukan/baru/", drafting.new, name="referral_new"),
]
