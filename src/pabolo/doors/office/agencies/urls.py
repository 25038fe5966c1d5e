"""Addresses of the directory of partners; included by the office's own."""

from django.urls import path

from pabolo.doors.office.agencies import taking, views

urlpatterns = [
    path("lembaga/", views.agencies, name="agencies"),
    path("lembaga/baru/", views.new, name="agency_new"),
    path("lembaga/impor/", taking.table, name="agency_import"),
    path("lembaga/<uuid:agency_id>/", views.one, name="agency"),
]
