"""Addresses around SIMFONI; included before those of the cases, whose deeds take any slug."""

from django.urls import path

from pabolo.doors.office.simfoni import recap, sheet, views

urlpatterns = [
    path("simfoni/", views.cases, name="simfoni"),
    path("simfoni/rekap/", recap.recap, name="simfoni_recap"),
    path("simfoni/rekap/daftar/", recap.behind, name="simfoni_behind"),
    path("kasus/<uuid:case_id>/simfoni/", sheet.sheet, name="simfoni_case"),
    path("kasus/<uuid:case_id>/simfoni/cetak/", sheet.printed, name="simfoni_print"),
]
