"""Addresses of a case's plan and shelter, and of the month's costs; part of the office's own."""

from django.urls import path

from pabolo.doors.office.planning import costs, plan, shelter

urlpatterns = [
    path("kasus/<uuid:case_id>/rencana-layanan/", plan.plan, name="case_plan"),
    path("kasus/<uuid:case_id>/rencana-layanan/cetak/", plan.plan_print, name="case_plan_print"),
    path("kasus/<uuid:case_id>/rumah-aman/", shelter.stays, name="case_shelter"),
    path("biaya/", costs.costs, name="costs"),
    path("biaya/biaya.csv", costs.costs_csv, name="costs_csv"),
]
