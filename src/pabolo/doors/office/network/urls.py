"""Addresses of the office's work on the network; included by the office's own."""

from django.urls import path

from pabolo.doors.office.network import board, groups, views

urlpatterns = [
    path("jaringan/", board.board, name="board"),
    path("jaringan/arahan/", board.circular_send, name="circular_send"),
    path("jaringan/ekspor/", board.board_xlsx, name="board_xlsx"),
    path("jaringan/<slug:which>/", board.board_list, name="board_list"),
    path(
        "kegiatan/kelompok/<uuid:group_id>/cetak/<str:what>.pdf", board.group_pdf, name="group_pdf"
    ),
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
