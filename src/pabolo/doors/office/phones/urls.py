"""Addresses of the phones' pages; included by the office's own."""

from django.urls import path

from pabolo.doors.office.phones import sent, views

urlpatterns = [
    path("telepon/", views.phones, name="phones"),
    path("telepon/<uuid:device_id>/cabut/", views.revoke_phone, name="phone_revoke"),
    path("telepon/<uuid:device_id>/pulihkan/", views.lift_phone, name="phone_lift"),
    path(
        "telepon/<uuid:device_id>/lepas/<uuid:person_id>/", views.take_person_off,
        name="phone_take_off",
    ),
    path("telepon/pin/<uuid:carrier_id>/", views.new_pin, name="phone_pin"),
    path("telepon/kiriman/<uuid:submission_id>/", sent.entry, name="sent_entry"),
    path("telepon/kiriman/<uuid:submission_id>/terima/", sent.accept, name="sent_accept"),
    path("telepon/kiriman/<uuid:submission_id>/tolak/", sent.refuse, name="sent_refuse"),
]  # fmt: skip
