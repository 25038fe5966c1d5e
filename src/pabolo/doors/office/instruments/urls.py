"""Addresses of question sets; included by the office's own."""

from django.urls import path

from pabolo.doors.office.instruments import views

urlpatterns = [
    path("pengaturan/instrumen/", views.instruments, name="instruments"),
    path("pengaturan/instrumen/impor/", views.bring_in, name="instrument_import"),
    path("pengaturan/instrumen/<slug:instrument>/", views.instrument, name="instrument"),
]
