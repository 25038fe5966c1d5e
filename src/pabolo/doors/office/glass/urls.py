"""Addresses of emergency openings; included by the office's own."""

from django.urls import path

from pabolo.doors.office.glass import views

urlpatterns = [
    path("darurat/", views.glass, name="glass"),
    path("darurat/daftar/", views.listed, name="glass_list"),
    path("darurat/<uuid:opening_id>/", views.opened, name="glass_open"),
    path("darurat/<uuid:opening_id>/notulen/", views.minutes, name="glass_minutes"),
]
