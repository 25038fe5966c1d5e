"""Addresses of the office's work on reports; included by the office's own."""

from django.urls import path

from pabolo.doors.office.intake import entry, files, views

urlpatterns = [
    path("laporan/", views.reports, name="reports"),
    path("laporan/baru/", entry.new_report, name="new_report"),
    path("laporan/<uuid:report_id>/", views.report, name="report"),
    path("laporan/<uuid:report_id>/tinjau/", views.look, name="report_look"),
    path("laporan/<uuid:report_id>/langkah/", views.step, name="report_step"),
    path("laporan/<uuid:report_id>/pesan/", views.message, name="report_message"),
    path("laporan/<uuid:report_id>/kecocokan/", views.match, name="report_match"),
    path("laporan/<uuid:report_id>/putusan/", views.decide, name="report_decide"),
    path("berkas/<uuid:file_id>/", files.file, name="file"),
]
