"""The village's addresses."""

from django.urls import path

from pabolo.doors.village import (
    activities,
    alarm,
    circulars,
    counts,
    edits,
    group,
    guidance,
    home,
    kin,
    meetings,
    members,
    papers,
    phones,
    photos,
    plan,
    shell,
    watch,
)
from pabolo.doors.village.sync import api

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
    path("kelompok/anggota/<uuid:member_id>/", members.member, name="member"),
    *(
        path(
            f"kelompok/anggota/<uuid:member_id>/{what}/",
            members.member_deed,
            {"what": what},
            name=name,
        )
        for what, name in (
            ("masa-tugas", "member_term"),
            ("pelatihan", "member_training"),
            ("pernyataan", "member_declaration"),
        )
    ),
    path("kelompok/<uuid:group_id>/rencana/", plan.plan, name="plan"),
    path("kelompok/<uuid:group_id>/rencana/baru/", plan.new_plan_line, name="new_plan_line"),
    path("kelompok/rencana/<uuid:planned_id>/hapus/", plan.drop_plan_line, name="drop_plan_line"),
    path("kelompok/<uuid:group_id>/laporan/", papers.group_report, name="group_report"),
    path("kelompok/<uuid:group_id>/cetak/<str:what>.pdf", papers.group_pdf, name="group_pdf"),
    path("kelompok/<uuid:group_id>/kontak/", papers.contacts, name="group_contacts"),
    path("formulir/", papers.papers, name="papers"),
    path("formulir/<slug:kind>.pdf", papers.blank, name="blank"),
    path(
        "arahan/<uuid:circular_id>/<uuid:group_id>/",
        circulars.circular_read,
        name="circular_read",
    ),
    path("kegiatan/<uuid:activity_id>/foto/", photos.activity_photos, name="activity_photos"),
    path("pertemuan/<uuid:meeting_id>/foto/", photos.meeting_photos, name="meeting_photos"),
    path("foto/<uuid:photo_id>/", photos.photo, name="photo"),
    path("foto/<uuid:photo_id>/tutup/", photos.photo_cover, name="photo_cover"),
    path("pantauan/", watch.watch, name="watch"),
    path("pantauan/baru/", watch.new, name="new_watch"),
    path("pantauan/baru/<slug:kind>/", watch.new_of_kind, name="new_watch_kind"),
    path("pantauan/<uuid:item_id>/", watch.item, name="watch_item"),
    path("angka/", counts.counts, name="counts"),
    path("keluarga/", kin.kin, name="kin"),
    path("kegiatan/<uuid:activity_id>/ubah/", edits.edit, name="activity_edit"),
    path("kegiatan/<uuid:activity_id>/dua-isian/", edits.two_values, name="two_values"),
    path("kelompok/telepon/", phones.phones, name="phones"),
    path("buku/", shell.shell, name="shell"),
    path("buku/pasang/", shell.keep, name="keep"),
    path("sw.js", shell.worker, name="worker"),
    path("catatan.webmanifest", shell.manifest, name="manifest"),
    path("api/daftar/", api.enrolment, name="field_enrol"),
    path("api/kirim/", api.send, name="field_send"),
    path("api/buka/", api.opening, name="field_open"),
]
