"""Addresses of retention; included by the office's own."""

from django.urls import path

from pabolo.doors.office.retention import views

urlpatterns = [
    path("retensi/", views.retention, name="retention"),
    path("retensi/tahan/<uuid:case_id>/", views.hold, name="hold"),
    path("retensi/<uuid:batch_id>/", views.batch, name="retention_batch"),
    path("retensi/<uuid:batch_id>/berita-acara/", views.minutes, name="retention_minutes"),
]
