"""The village's addresses."""

from django.urls import path

from pabolo.doors.village import (
    activities,
    alarm,
    counts,
    group,
    guidance,
    home,
    kin,
    meetings,
    watch,
)

app_name = "village"

urlpatterns = [
    path("", home.home, name="home"),
    path("alarm/", alarm.alarm, name="alarm"),
    path("alarm/saya/", alarm.alarms, name="alarms"),
    path("panduan/", guidance.guidance, name="guidance"),
    path("kegiatan/", activities.activities, name="activities"),
    path("kegiatan/baru/", activities.new_activity, name="new_activity"),
    path("kegiatan/<uuid:activity_id>/tarik/", activities.withdraw, name="withdraw"),
    path("pertemuan/", meetings.meetings, name="meetings"),
    path("pertemuan/baru/", meetings.new_meeting, name="new_meeting"),
    path("kelompok/", group.group, name="group"),
    path("kelompok/anggota/baru/", group.new_member, name="new_member"),
    path("kelompok/anggota/<uuid:member_id>/keluar/", group.member_left, name="member_left"),
    path("pantauan/", watch.watch, name="watch"),
    path("pantauan/baru/", watch.new, name="new_watch"),
    path("pantauan/baru/<slug:kind>/", watch.new_of_kind, name="new_watch_kind"),
    path("pantauan/<uuid:item_id>/", watch.item, name="watch_item"),
    path("angka/", counts.counts, name="counts"),
    path("keluarga/", kin.kin, name="kin"),
]
