"""Addresses of visits; included by the office's own."""

from django.urls import path

from pabolo.doors.office.visits import views

urlpatterns = [
    path("kunjungan/", views.visits, name="visits"),
    path("kunjungan/<uuid:visit_id>/", views.visit, name="visit"),
    path("kunjungan/<uuid:visit_id>/kabar/", views.word, name="visit_word"),
]
