"""Addresses of letters: of a case, in the register, and the templates of the unit."""

from django.urls import path

from pabolo.doors.office.documents import register, room, settings

urlpatterns = [
    path("surat/", register.letters, name="letters"),
    path("surat/<uuid:letter_id>/", register.letter, name="letter"),
    path("surat/<uuid:letter_id>/cetak/", register.print_letter, name="letter_print"),
    path("surat/<uuid:letter_id>/batal/", register.cancel, name="letter_cancel"),
    path("kasus/<uuid:case_id>/surat/", room.letters, name="case_letters"),
    path("kasus/<uuid:case_id>/surat/<slug:letter>/", room.draft, name="case_letter"),
    path("pengaturan/surat/", settings.templates, name="templates"),
    path("pengaturan/surat/kop/", settings.head, name="template_head"),
    path("pengaturan/surat/<slug:letter>/", settings.template, name="template"),
]
