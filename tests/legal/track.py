"""Builders of the legal track, driven through the real actions."""

from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest

from pabolo.ground.duties.queries import lines_for, visible_to
from pabolo.ground.lib.clock import day_of
from pabolo.ground.lib.ids import random_id
from pabolo.ground.lib.refusals import Refused
from pabolo.programme.cases import entries as e
from pabolo.programme.cases.actions import claims, court, legal, takedowns
from pabolo.programme.cases.fold import CaseState
from pabolo.programme.cases.queries.files import open_file
from pabolo.rules.actors import Actor
from pabolo.rules.vocabulary import Facet
from tests import builders as build


def who(unit: build.Unit, by: Actor | None = None, days: int = 0) -> dict[str, Any]:
    """Who does it, some days on."""
    return {"by": by or unit.dedi, "at": unit.at + timedelta(days=days)}


def signed(unit: build.Unit) -> dict[str, Any]:
    return {"at": unit.at, "by": unit.dedi.id.hex}


def refused(code: str) -> "pytest.RaisesExc[Refused]":
    return pytest.raises(Refused, match=code)


def state_of(unit: build.Unit, case_id: UUID) -> CaseState:
    """The case with its legal side."""
    return open_file(case_id=case_id, by=unit.ratna, at=unit.at, facets=[Facet.LEGAL]).state


def due(unit: build.Unit, case_id: UUID) -> dict[str, str]:
    """Open duties of the case: until when, by code."""
    rows = visible_to(unit.ratna).filter(folder_id=case_id, state="open")
    lines = lines_for(rows, by=unit.ratna, at=unit.at)
    return {one.body.rule: one.duty.due_day.isoformat() for one in lines}


def staged(unit: build.Unit, case_id: UUID, code: str, *, days: int = 0, **more: Any) -> str:
    """A stage reached on the day it is written; its key."""
    on = (day_of(unit.at) + timedelta(days=days)).isoformat()
    line = e.LegalStaged(**signed(unit), **{"stage": code, "on": on, "id": random_id().hex, **more})
    legal.record_legal_stage(case_id=case_id, stage=line, **who(unit, days=days))
    return line.id


def date(unit: build.Unit, **more: Any) -> e.DatePlanned:
    """A hearing in ten days, with Dedi along."""
    wanted: dict[str, Any] = {
        "date": random_id().hex, "kind": "SID", "starts_at": unit.at + timedelta(days=10),
        "place": "Pengadilan negeri, ruang anak", "companion": unit.dedi.id.hex,
        "needs": ("support", "video"),
    }  # fmt: skip
    return e.DatePlanned(**signed(unit), **{**wanted, **more})


def planned(unit: build.Unit, case_id: UUID, **more: Any) -> str:
    line = date(unit, **more)
    court.plan_date(case_id=case_id, planned=line, **who(unit))
    return line.date


def ended(unit: build.Unit, case_id: UUID, key: str, to: str = "held", *, days: int = 11) -> None:
    line = e.DateEnded(**signed(unit), date=key, to=to, note="Anak tenang; diperiksa sekali.")
    court.end_date(case_id=case_id, ended=line, **who(unit, days=days))


def asked(unit: build.Unit, case_id: UUID, kind: str = "restitution", **more: Any) -> str:
    wanted: dict[str, Any] = {
        "claim": random_id().hex, "kind": kind, "on": day_of(unit.at).isoformat(),
        "through": "police" if kind == "restitution" else "lpsk",
    }  # fmt: skip
    line = e.ClaimAsked(**signed(unit), **{**wanted, **more})
    claims.ask_claim(case_id=case_id, asked=line, **who(unit))
    return line.claim


def waived(unit: build.Unit, case_id: UUID, sayer: str = "both", **more: Any) -> None:
    wanted: dict[str, Any] = {"kind": "restitution", "because": "Ingin segera selesai."}
    line = e.ClaimWaived(**signed(unit), sayer=sayer, **{**wanted, **more})
    claims.waive_claim(case_id=case_id, waived=line, **who(unit))


def decided(unit: build.Unit, case_id: UUID, key: str, outcome: str, amount: int = 0) -> None:
    on = day_of(unit.at).isoformat()
    line = e.ClaimDecided(**signed(unit), claim=key, outcome=outcome, amount=amount, on=on)
    claims.decide_claim(case_id=case_id, decided=line, **who(unit))


def paid(unit: build.Unit, case_id: UUID, key: str, amount: int) -> None:
    line = e.ClaimPaid(**signed(unit), claim=key, amount=amount, on=day_of(unit.at).isoformat())
    claims.pay_claim(case_id=case_id, paid=line, **who(unit))


def takedown(unit: build.Unit, case_id: UUID, **more: Any) -> str:
    wanted: dict[str, Any] = {
        "takedown": random_id().hex, "platform": "Situs contoh", "kind": "VID",
        "to": "komdigi", "on": day_of(unit.at).isoformat(), "number": "ADU-12",
        "address": "https://contoh.id/akun/berita-12",
    }  # fmt: skip
    line = e.TakedownAsked(**signed(unit), **{**wanted, **more})
    takedowns.ask_takedown(case_id=case_id, asked=line, **who(unit))
    return line.takedown


def looked(unit: build.Unit, case_id: UUID, key: str, answer: str, note: str = "") -> None:
    line = e.TakedownLooked(
        **signed(unit), takedown=key, answer=answer, on=day_of(unit.at).isoformat(), note=note
    )
    takedowns.look_at_takedown(case_id=case_id, looked=line, **who(unit))


def letter(unit: build.Unit, case_id: UUID, **more: Any) -> str:
    wanted: dict[str, Any] = {
        "letter": random_id().hex, "way": "in", "kind": "SP2HP", "number": "B/12/XI/2026",
        "on": day_of(unit.at).isoformat(), "party": "Polres, Unit PPA",
    }  # fmt: skip
    line = e.LegalLetter(**signed(unit), **{**wanted, **more})
    legal.record_letter(case_id=case_id, letter=line, **who(unit))
    return line.letter
