"""Addresses of case conferences; part of the office's own."""

from django.urls import path

from pabolo.doors.office.conference import paper, perform, views

ONE = "konferensi/<uuid:conference_id>/"

urlpatterns = [
    path("kasus/<uuid:case_id>/konferensi/", views.room, name="case_conference"),
    path("kasus/<uuid:case_id>/konferensi/baru/", perform.call, name="conference_call"),
    path(ONE, views.one, name="conference"),
    path(f"{ONE}daftar-hadir/", paper.sheet, name="conference_sheet"),
    path(f"{ONE}undangan/<uuid:invitation_id>/", paper.invitation, name="conference_invitation"),
    path(f"{ONE}cetak/", paper.minutes, name="conference_print"),
    path(f"{ONE}notulen.pdf", paper.pdf, name="conference_pdf"),
    path(f"{ONE}<slug:step>/", perform.step, name="conference_step"),
]
