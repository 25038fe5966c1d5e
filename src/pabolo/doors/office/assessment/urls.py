"""Addresses of assessment and risk; included before the deeds of a case."""

from django.urls import path

from pabolo.doors.office.assessment import filling, room, safety

_ROOM = "kasus/<uuid:case_id>/asesmen-dan-risiko/"

urlpatterns = [
    path(_ROOM, room.room, name="assessment"),
    path(_ROOM + "mulai/", filling.begin, name="assessment_begin"),
    path(_ROOM + "hasil/<int:nth>/", filling.read, name="assessment_read"),
    path(_ROOM + "isi/<slug:instrument>/", filling.end, name="assessment_end"),
    path(_ROOM + "isi/<slug:instrument>/<slug:part>/", filling.part, name="assessment_part"),
    path("kasus/<uuid:case_id>/rencana-aman/", safety.plan, name="safety_plan"),
    path("kasus/<uuid:case_id>/rencana-aman/cetak/", safety.paper, name="safety_plan_print"),
    path("kasus/<uuid:case_id>/anak-serumah/", safety.children, name="home_children"),
    path("kasus/<uuid:case_id>/anak-serumah/<int:nth>/", safety.child, name="home_child"),
]
