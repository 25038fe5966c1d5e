"""Addresses of what the unit decides; included by the office's own."""

from django.urls import path

from pabolo.doors.office.settings import codes, days, everything, views

LIST = "pengaturan/daftar-kode/<slug:of_list>/"

urlpatterns = [
    path("pengaturan/", views.settings, name="settings"),
    path("pengaturan/riwayat/", everything.history, name="settings_history"),
    path("pengaturan/riwayat.csv", everything.history_csv, name="settings_history_csv"),
    path("pengaturan/daftar-kode/", codes.code_lists, name="code_lists"),
    path(LIST, codes.code_list, name="code_list"),
    path(f"{LIST}kode.csv", codes.codes_csv, name="codes_csv"),
    path(f"{LIST}impor/", codes.codes_import, name="codes_import"),
    path(f"{LIST}kode/<slug:code_of>/", codes.code, name="code"),
    path(f"{LIST}kode/<slug:code_of>/ubah/", codes.code_step, name="code_step"),
    path("pengaturan/hari-libur/", days.calendar, name="calendar"),
    path("pengaturan/hari-libur/impor/", days.calendar_import, name="calendar_import"),
    path("pengaturan/atur/<str:key>/", views.setting, name="setting"),
]
