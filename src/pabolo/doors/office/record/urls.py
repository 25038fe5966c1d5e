"""Addresses of the office's work on the record; included by the office's own."""

from django.urls import path

from pabolo.doors.office.record import views

urlpatterns = [
    path("inovasi/", views.records, name="records"),
    path("inovasi/<slug:slug>/", views.record, name="record"),
    path("inovasi/<slug:slug>/temuan/<int:number>/", views.answer, name="record_answer"),
    path(
        "inovasi/<slug:slug>/naskah/<uuid:revision_id>/<slug:to>/", views.step, name="record_step"
    ),
]
