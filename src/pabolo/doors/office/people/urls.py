"""Addresses of the office's work on accounts; included by the office's own."""

from django.urls import path

from pabolo.doors.office.people import views

urlpatterns = [
    path("orang/", views.people_list, name="people"),
    path("orang/baru/", views.hire, name="hire"),
    path("orang/<uuid:person_id>/", views.person, name="person"),
    path("orang/<uuid:person_id>/jabatan/", views.appoint, name="appoint"),
    path("orang/<uuid:person_id>/jabatan/<uuid:post_id>/akhiri/", views.end_post, name="end_post"),
    path("orang/<uuid:person_id>/sandi/", views.give_password, name="give_password"),
    path("orang/<uuid:person_id>/ponsel/", views.reset_factor, name="reset_factor"),
    path("orang/<uuid:person_id>/tutup/", views.deactivate, name="deactivate"),
]
