"""Addresses of a case's legal track; part of the office's own."""

from django.urls import path

from pabolo.doors.office.legal import room

urlpatterns = [
    path("kasus/<uuid:case_id>/jalur-hukum/", room.track, name="case_legal"),
    path("kasus/<uuid:case_id>/jalur-hukum/cetak/", room.track_print, name="case_legal_print"),
]
