"""Addresses of the work on cases."""

from django.urls import path

from pabolo.doors.office.cases import views

urlpatterns = [
    path("kasus/", views.cases, name="cases"),
    path("kasus/<uuid:case_id>/", views.case, name="case"),
    path("kasus/<uuid:case_id>/<slug:slug>/", views.deed, name="deed"),
    path("cari/", views.search, name="search"),
]
