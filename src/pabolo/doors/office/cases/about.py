"""What stands beside a form: the facts that whoever fills it in needs before them."""

from collections.abc import Callable, Iterable, Mapping
from uuid import UUID

from django.utils.translation import gettext as _

from pabolo.doors.office.cases.history import Names, sentences, told_of
from pabolo.doors.office.cases.legal_words import (
    claim_words,
    company,
    date_words,
    need_words,
    takedown_words,
)
from pabolo.doors.office.cases.page import flags_of, item_words, legal_stage_of
from pabolo.doors.office.cases.plan_deeds import logged_words
from pabolo.doors.office.cases.plan_words import change_words
from pabolo.doors.office.cases.transfer_words import parts_words, stays_words
from pabolo.programme.cases import labels
from pabolo.programme.cases.queries.files import CaseFile
from pabolo.programme.cases.standing import Change, PlanItem, last_asked
from pabolo.rules.closing import CRITERIA
from pabolo.rules.consent import Voice, child_voice
from pabolo.rules.court import what_changes

type Beside = list[tuple[str, str]]


def _voice_words(voice: Voice) -> str:
    return {
        Voice.TOLD: _("Under 6: the child is told; a guardian or another basis decides."),
        Voice.ASSENT: _("6 to 11, or not known: the child agrees beside a guardian."),
        Voice.WITH_GUARDIAN: _("12 to 14: child and guardian agree, or another basis."),
        Voice.OWN_CONSENT: _("From 15 the child's own consent is enough."),
    }[voice]


def _consents(file: CaseFile, names: Names) -> Beside:
    age = file.stats.age_at_report
    lines = [(str(labels.PURPOSE[c.purpose]), told_of(c, names).text) for c in file.state.consents]
    return [(_("What the child's word counts for"), _voice_words(child_voice(age))), *lines]


def _items(file: CaseFile, names: Names) -> Beside:
    return [
        (item_words(item), _("%(given)s of %(times)s given") % {
            "given": item.given, "times": item.planned.times,
        })
        for item in file.state.plan.values()
        if not item.ended
    ]  # fmt: skip


def _proposed(file: CaseFile, names: Names) -> Beside:
    proposal = file.state.proposal
    if proposal is None or not file.state.versions:
        return []
    who = names.get(UUID(proposal.by), "")
    rows = _asked(file.state.versions[-1].changes, names)
    return [(_("Proposed by"), who), *rows, (_("With the child"), told_of(proposal, names).text)]


def _asked(changes: Iterable[Change], names: Names) -> Beside:
    """New items in their words; of a changed one what is different."""
    return [
        (
            item_words(PlanItem(one.after)),
            "; ".join(change_words(one, names)) or told_of(one.after, names).text,
        )
        for one in changes
    ]


def _new_items(file: CaseFile, names: Names) -> Beside:
    items = [file.state.plan[key] for key in file.state.pending]
    return _asked((Change(i.planned if i.approved else None, i.proposed) for i in items), names)


def _goals(file: CaseFile, names: Names) -> Beside:
    return [
        (
            one.set.text,
            sentences(labels.GOAL_STATUS[one.status], one.judged.why if one.judged else ""),
        )
        for one in file.state.goals.values()
    ]


def _logged(file: CaseFile, names: Names) -> Beside:
    rows = file.state.log.values()
    return [(logged_words(row), row.line.note) for row in rows if not row.struck]


def _stay(file: CaseFile, names: Names) -> Beside:
    stay = file.state.stay
    if stay is None:
        return []
    return [(_("Stay in the shelter"), told_of(stay.entered, names).text)]


def _risk(file: CaseFile, names: Names) -> Beside:
    now = (_("As it stands"), str(labels.RISK[file.state.risk]))
    return [now, *((_("Sign of danger"), _(flag.sentence)) for flag in flags_of(file))]


def _request(file: CaseFile, names: Names) -> Beside:
    asked = file.state.closure
    if asked is None:
        return []
    who = names.get(UUID(asked.by), "")
    return [(_("Asked by"), who), (_("What was written"), told_of(asked, names).text)]


def _criteria(file: CaseFile, names: Names) -> Beside:
    rows = [
        (str(labels.CLOSURE[reason]), sentences(*(_(refusal.sentence) for _n, refusal in missing)))
        for reason, missing in CRITERIA.items()
    ]
    return [(name, text) for name, text in rows if text]


def _legal(file: CaseFile, names: Names) -> Beside:
    police, stage = file.state.police, legal_stage_of(file)
    rows = [(_("Legal stage"), stage)] if stage else []
    return [*rows, *([(_("Police report"), told_of(police, names).text)] if police else [])]


def _roles(file: CaseFile, names: Names) -> Beside:
    """What the child's roles change, beside the forms about police and court."""
    found = what_changes(file.stats.roles, file.stats.age_at_incident)
    return [(_(one.sentence), _(one.source)) for one in found]


def _dates(file: CaseFile, names: Names) -> Beside:
    rows = [one.planned for one in file.state.legal.dates.values() if one.ended is None]
    return [
        (date_words(one), sentences(one.place, company(one, names), *need_words(one.needs)))
        for one in rows
    ]


def _claims(file: CaseFile, names: Names) -> Beside:
    asked = [(claim_words(one.asked), one) for one in file.state.legal.claims.values()]
    rows = [(words, told_of(one.decided or one.asked, names).text) for words, one in asked]
    waived = file.state.legal.waived.values()
    return [*rows, *((str(labels.CLAIM[one.kind]), told_of(one, names).text) for one in waived)]


def _takedowns(file: CaseFile, names: Names) -> Beside:
    rows = [one.asked for one in file.state.legal.takedowns.values() if not one.gone]
    return [(takedown_words(one), sentences(one.address, one.seen)) for one in rows]


def _transition(file: CaseFile, names: Names) -> Beside:
    planned = file.state.transition
    return [(_("Planned so far"), planned.plan)] if planned else []


def _simfoni(file: CaseFile, names: Names) -> Beside:
    return [(_("Number so far"), file.state.simfoni)] if file.state.simfoni else []


def _team(file: CaseFile, names: Names) -> Beside:
    worker = names.get(file.case.worker_id, "") if file.case.worker_id else ""
    return [(_("Case worker"), worker or _("nobody yet"))]


def _going(file: CaseFile, names: Names) -> Beside:
    """What goes to the other unit, and what stays: seen before it is approved."""
    one = last_asked(file.state.transfers.values())
    if one is None or one.asked is None:
        return []
    asked = one.asked
    return [
        (_("Asked by"), names.get(UUID(asked.by), "")),
        (_("To"), told_of(asked, names).text),
        (_("Goes along"), sentences(*parts_words(asked.parts))),
        (_("Stays here"), sentences(*stays_words(asked.parts))),
    ]


BESIDE: Mapping[str, Callable[[CaseFile, Names], Beside]] = {
    "persetujuan": _consents,
    "rencana": _items,
    "akhiri": _items,
    "ubah-butir": _items,
    "tujuan": _goals,
    "tinjauan": _goals,
    "kunjungan": _goals,
    "koreksi-layanan": _logged,
    "biaya": _logged,
    "koreksi-biaya": _logged,
    "perpanjang": _stay,
    "keluar-penampungan": _stay,
    "layanan": _items,
    "ajukan": _new_items,
    "setujui": _proposed,
    "kembalikan": _proposed,
    "risiko": _risk,
    "turunkan-risiko": _risk,
    "usul-tutup": _criteria,
    "transisi": _transition,
    "setujui-pelimpahan": _going,
    "tolak-pelimpahan": _going,
    "tagih-pelimpahan": _going,
    "tutup": _request,
    "tolak-tutup": _request,
    "polisi": _legal,
    "hukum": _legal,
    "koreksi-tahap": _legal,
    "janji-hukum": _roles,
    "siapkan-anak": _dates,
    "hasil-janji": _dates,
    "tunda-janji": _dates,
    "permohonan": _roles,
    "putusan-permohonan": _claims,
    "bayar-restitusi": _claims,
    "cek-konten": _takedowns,
    "simfoni": _simfoni,
    "petugas": _team,
    "ahli": _team,
}


def beside(slug: str, file: CaseFile, names: Names) -> Beside:
    """Facts for one form; empty where it needs none."""
    tell = BESIDE.get(slug)
    return tell(file, names) if tell else []
