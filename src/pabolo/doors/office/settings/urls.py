"""Addresses of what the unit decides; included by the office's own."""

from django.urls import path

from pabolo.doors.office.settings import views

urlpatterns = [
    path("pengaturan/", views.settings, name="settings"),
    path("pengaturan/daftar-kode/", views.code_lists, name="code_lists"),
    path("pengaturan/daftar-kode/<slug:of_list>/", views.code_list, name="code_list"),
    path("pengaturan/hari-libur/", views.calendar, name="calendar"),
    path("pengaturan/atur/<str:key>/", views.setting, name="setting"),
]
