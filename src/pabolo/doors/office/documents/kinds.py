"""The kinds of documents as the office meets them: their addresses, and what is written by hand."""

from collections.abc import Mapping
from typing import Final

from django.http import Http404
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from pabolo.rules.letters import Letter

# The address of each kind.
SLUGS: Final[Mapping[str, Letter]] = {
    "persetujuan": Letter.CONSENT,
    "asesmen": Letter.ASSESSMENT,
    "rencana": Letter.PLAN,
    "rujukan": Letter.REFERRAL,
    "berita-acara": Letter.MINUTES,
    "laporan-akhir": Letter.CLOSING,
    "ringkasan": Letter.SUMMARY,
    "kasus-saya": Letter.STORY,
    "simfoni": Letter.SIMFONI,
}
SLUG_OF: Final = {kind: slug for slug, kind in SLUGS.items()}

ABOUT: Final[Mapping[Letter, Promise]] = {
    Letter.CONSENT: _("What was explained, purpose by purpose, with places to sign."),
    Letter.ASSESSMENT: _("The last assessment with risk and signs of danger."),
    Letter.PLAN: _("Goals, services, who gives them and until when, with places to sign."),
    Letter.REFERRAL: _("As little as the partner needs: no name, a slip to answer on."),
    Letter.MINUTES: _("What was done or agreed, with those who were there."),
    Letter.CLOSING: _("Why the case ended, what was planned and given, what follows."),
    Letter.SUMMARY: _("How the case stands, for a colleague or the file."),
    Letter.STORY: _("In plain words: no suspect, no reporter, no other child, no shelter."),
    Letter.SIMFONI: _("What is typed into the ministry's system."),
}


def kind_at(slug: str) -> Letter:
    """The kind at an address; 404 for any other."""
    if slug not in SLUGS:
        raise Http404
    return SLUGS[slug]
