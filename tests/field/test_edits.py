"""Two people change one activity: both values are kept, a person decides."""

from typing import Any

import pytest
from django.db import DatabaseError, transaction

from pabolo.ground.devices.models import Submission
from pabolo.ground.lib.refusals import Refused
from pabolo.programme.network.actions.activities import withdraw_activity
from pabolo.programme.network.actions.edits import decide_clash, edit_activity
from pabolo.programme.network.models import Activity, Clash, Edit, EditedField, Group
from pabolo.programme.network.queries.edits import values_of
from pabolo.rules.edits import Merged, check_changes, merge
from tests.field.phones import Phone, enrol
from tests.field.test_sending import ACTIVITY
from tests.village.conftest import NOW, text_of, token_on, who
from tests.village.conftest import phone as signed_in


@pytest.fixture
def two(ours: Group) -> tuple[Phone, Phone]:
    """Two phones that have seen the same entry."""
    phone, other = enrol(), enrol("halim", label="HP Halim")
    phone.seal("activity", ACTIVITY)
    phone.states()
    phone.outbox.clear()
    return phone, other


def one() -> Activity:
    return Activity.objects.get()


def change(phone: Phone, who_: str, seen: int = 1, **changes: Any) -> str:
    body = {"activity": one().pk.hex, "seen": seen, "changes": changes}
    phone.outbox.clear()
    identity = phone.seal("activity_edit", body, who=who_)
    return phone.states()[identity]


def test_different_fields_are_both_applied(two: tuple[Phone, Phone]) -> None:
    assert change(two[0], "nur", where="Masjid") == "done"
    assert change(two[1], "halim", note="Ramai", P_U1=9) == "done"
    assert (one().where, one().note, one().total, one().version) == ("Masjid", "Ramai", 12, 3)


def test_the_same_field_keeps_both_and_the_lead_decides(two: tuple[Phone, Phone]) -> None:
    assert change(two[0], "nur", where="Masjid") == "done"
    assert change(two[1], "halim", where="Sekolah", note="Ramai") == "parked"
    assert (one().where, one().note) == ("Masjid", "Ramai")
    clash = Clash.objects.get()
    assert (clash.standing, clash.other) == ("Masjid", "Sekolah")
    with pytest.raises(Refused):
        decide_clash(by=who("nur"), at=NOW, clash_id=clash.pk, take_other=True)
    decide_clash(by=who("halim"), at=NOW, clash_id=clash.pk, take_other=True)
    assert one().where == "Sekolah"
    assert set(two[1].states().values()) == {"done"}
    with pytest.raises(Refused):
        decide_clash(by=who("halim"), at=NOW, clash_id=clash.pk, take_other=False)


def test_who_says_the_same_clashes_with_nobody(two: tuple[Phone, Phone]) -> None:
    assert change(two[0], "nur", where="Masjid") == "done"
    assert change(two[1], "halim", where="Masjid") == "done"
    assert not Clash.objects.exists()


def test_a_change_sent_twice_is_made_once(two: tuple[Phone, Phone]) -> None:
    change(two[0], "nur", where="Masjid")
    two[0].states()
    assert Edit.objects.count() == EditedField.objects.count() == 1 and one().version == 2


def test_what_would_not_be_a_fit_entry_is_refused_whole(two: tuple[Phone, Phone]) -> None:
    assert change(two[0], "nur", note="081234567890", where="Masjid") == "refused"
    assert one().where == "Balai desa" and not Edit.objects.exists()
    assert change(two[0], "nur", P_U1=0, L_U4=0) == "refused"
    assert change(two[0], "nur", total=9) == "refused"


def test_an_entry_taken_back_is_not_changed(two: tuple[Phone, Phone]) -> None:
    withdraw_activity(by=who("nur"), at=NOW, activity_id=one().pk, reason="Salah hari, bukan ini.")
    assert change(two[0], "nur", where="Masjid") == "refused"


def test_a_version_yet_to_come_overwrites_nothing(two: tuple[Phone, Phone]) -> None:
    assert change(two[0], "nur", seen=9, where="Masjid") == "parked"
    assert one().where == "Balai desa" and Clash.objects.count() == 1


def test_of_another_village_nothing_is_changed(two: tuple[Phone, Phone]) -> None:
    stranger = enrol("sari", label="HP Sari")
    assert change(stranger, "sari", where="Masjid") == "parked"
    assert Submission.objects.get(state="parked").code == "field.village"


def test_the_history_is_held_by_the_database(two: tuple[Phone, Phone]) -> None:
    change(two[0], "nur", where="Masjid")
    for model in (Edit, EditedField):
        with pytest.raises(DatabaseError), transaction.atomic():
            model.objects.all()._raw_delete("default")  # type: ignore[attr-defined]


def test_merging() -> None:
    standing = {"where": "A", "note": "B"}
    same = merge({"where": "A"}, standing=standing, changed_since=frozenset({"where"}))
    assert same == Merged({}, {})
    both = merge({"where": "C", "note": "D"}, standing=standing, changed_since=frozenset({"note"}))
    assert both == Merged({"where": "C"}, {"note": "D"})
    assert check_changes({}) and check_changes({"P_U1": "-1"}) and check_changes({"day": "x"})


def form_of(client: Any, path: str, **change_: str) -> dict[str, str]:
    """The form as a browser would send it back."""
    import re

    page = text_of(client.get(path))
    typed = dict(re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', page))
    shown = {name: str(value) for name, value in values_of(one()).items()}
    return {**shown, **typed, **change_}


def test_the_web_form_changes_what_was_changed_alone(two: tuple[Phone, Phone]) -> None:
    client, path = signed_in(), f"/desa/kegiatan/{one().pk}/ubah/"
    typed = form_of(client, path, where="Masjid")
    assert token_on(client, path)
    change(two[1], "halim", note="Ramai")
    assert client.post(path, typed).status_code == 302
    assert (one().where, one().note) == ("Masjid", "Ramai")
    assert set(EditedField.objects.values_list("name", flat=True)) == {"where", "note"}


def test_the_lead_decides_on_a_page(two: tuple[Phone, Phone]) -> None:
    change(two[0], "nur", where="Masjid")
    change(two[1], "halim", where="Sekolah")
    lead, path = signed_in("halim"), f"/desa/kegiatan/{one().pk}/dua-isian/"
    assert path in text_of(lead.get("/desa/kegiatan/"))
    page = text_of(lead.get(path))
    assert "Masjid" in page and "Sekolah" in page
    assert signed_in("nur").get(path).status_code == 404
    chosen = {"clash": str(Clash.objects.get().pk), "take": "other"}
    assert lead.post(path, chosen).status_code == 302
    assert one().where == "Sekolah"


def test_a_change_by_itself_says_what_is_wrong(ours: Group) -> None:
    with pytest.raises(Activity.DoesNotExist):
        edit_activity(by=who("nur"), at=NOW, activity_id=ours.pk, seen=1, changes={"where": "x"})
