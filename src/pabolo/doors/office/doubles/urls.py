"""Addresses of the comparing of children's records."""

from django.urls import path

from pabolo.doors.office.doubles import views

urlpatterns = [
    path("kembar/", views.doubles, name="doubles"),
    path("kembar/cari/", views.look, name="doubles_look"),
    path("kembar/<uuid:pair_id>/", views.pair, name="pair"),
    path("kembar/<uuid:pair_id>/pisah/", views.part, name="pair_part"),
]
