"""Addresses of hand-overs between units; included by the office's own."""

from django.urls import path

from pabolo.doors.office.transfers import keys, outgoing, receipt, room, taking

urlpatterns = [
    path("pelimpahan/", room.transfers, name="transfers"),
    path("pelimpahan/terima/", taking.take, name="transfer_take"),
    path("kasus/<uuid:case_id>/pelimpahan/", room.of_case, name="case_transfer"),
    path("kasus/<uuid:case_id>/pelimpahan/berkas/", outgoing.file, name="transfer_file"),
    path("kasus/<uuid:case_id>/pelimpahan/sandi/", outgoing.words, name="transfer_words"),
    path("kasus/<uuid:case_id>/pelimpahan/pengantar/", outgoing.letter, name="transfer_letter"),
    path("kasus/<uuid:case_id>/pelimpahan/jawaban/", outgoing.answer, name="transfer_answer"),
    path("kasus/<uuid:case_id>/pelimpahan/tanda/", receipt.receipt, name="transfer_receipt"),
    path("lembaga/<uuid:agency_id>/kunci/", keys.key, name="agency_key"),
]
