"""Addresses of the work on cases. What can be done on a case comes last: any slug is tried."""

from django.urls import path

from pabolo.doors.office.cases import child, perform, search, views
from pabolo.doors.office.cases.opening import from_case, from_report

urlpatterns = [
    path("cari/", search.search, name="search"),
    path("laporan/<uuid:report_id>/kasus/", from_report.room, name="case_from_report"),
    path("laporan/<uuid:report_id>/kasus/baru/", from_report.new_case, name="case_new"),
    path("laporan/<uuid:report_id>/kasus/gabung/", from_report.join, name="case_join"),
    path("kasus/", views.cases, name="cases"),
    path("kasus/<uuid:case_id>/", views.case, name="case"),
    path("kasus/<uuid:case_id>/cetak/", views.summary, name="case_print"),
    path("kasus/<uuid:case_id>/anak/", child.child, name="case_child"),
    path("kasus/<uuid:case_id>/anak-lain/", from_case.room, name="case_of_another"),
    path("kasus/<uuid:case_id>/anak-lain/baru/", from_case.new, name="case_another_new"),
    path("kasus/<uuid:case_id>/<slug:slug>/", perform.deed, name="deed"),
]
