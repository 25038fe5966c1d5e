"""Addresses of oversight and of who read what; included by the office's own."""

from django.urls import path

from pabolo.doors.office.oversight import readings, views

urlpatterns = [
    path("pengawasan/", views.oversee, name="oversight"),
    path("pembacaan/", readings.log, name="reading_log"),
    path("pembacaan/catatan.jsonl", readings.export, name="reading_export"),
    path("kasus/<uuid:case_id>/pembacaan/", readings.readings, name="readings"),
]
