"""Addresses of the office's work on the network; included by the office's own."""

from django.urls import path

from pabolo.doors.office.network import groups, views

urlpatterns = [
    path("kegiatan/", views.network, name="network"),
    path("kegiatan/kelompok/", views.groups, name="groups"),
    path("kegiatan/kelompok/baru/", groups.new_group, name="new_group"),
    path("kegiatan/kelompok/<uuid:group_id>/", groups.group, name="group"),
    path("kegiatan/kelompok/<uuid:group_id>/anggota/", groups.add_member, name="group_member"),
    path(
        "kegiatan/kelompok/<uuid:group_id>/anggota/<uuid:member_id>/akhiri/",
        groups.end_member,
        name="group_member_end",
    ),
    path("kegiatan/kelompok/<uuid:group_id>/sk/", groups.add_decree, name="group_decree"),
    path("kegiatan/kelompok/<uuid:group_id>/tutup/", groups.close, name="group_close"),
]
