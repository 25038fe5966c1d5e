"""Addresses of teams, loads and leaves; included by the office's own."""

from django.urls import path

from pabolo.doors.office.team import leaves, rooms, views

urlpatterns = [
    path("kasus/<uuid:case_id>/tim/", rooms.team, name="case_team"),
    path("kasus/<uuid:case_id>/sesi-psikolog/", rooms.sessions, name="case_sessions"),
    path("tim/", views.caseload, name="caseload"),
    path("tim/<uuid:person_id>/", views.carried, name="carried"),
    path("cuti/", leaves.leaves, name="leaves"),
    path("cuti/catat/", leaves.leave, name="leave"),
    path("cuti/<uuid:leave_id>/selesai/", leaves.end, name="leave_end"),
]
