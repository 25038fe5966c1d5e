"""Addresses of oversight and of who read what; included by the office's own."""

from django.urls import path

from pabolo.doors.office.oversight import readings, signs, views

urlpatterns = [
    path("pengawasan/", views.oversee, name="oversight"),
    path("pembacaan/", readings.log, name="reading_log"),
    path("pembacaan/catatan.jsonl", readings.export, name="reading_export"),
    path("pembacaan/tanda/", signs.unusual_readings, name="signs"),
    path("pembacaan/tanda/<str:key>/", signs.review, name="sign_review"),
    path("kasus/<uuid:case_id>/pembacaan/", readings.readings, name="readings"),
]
