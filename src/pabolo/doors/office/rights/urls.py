"""Addresses of requests; included by the office's own."""

from django.urls import path

from pabolo.doors.office.rights import views

urlpatterns = [
    path("hak/", views.rights, name="rights"),
    path("hak/baru/", views.new, name="right_new"),
    path("hak/<uuid:request_id>/", views.right, name="right"),
    path("hak/<uuid:request_id>/surat/", views.letter, name="right_letter"),
]
