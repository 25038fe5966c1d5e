"""The disk is really full (SQLite's own error), then it is not: nothing told was lost."""

from pathlib import Path

from tests.audit.sites import run

FULL = """
from datetime import date
from django.test import Client
from pabolo.doors.shared import one_time
from pabolo.ground.lib import clock
from pabolo.ground.places.actions import load_reference
from pabolo.programme.intake.codes import code_of
from pabolo.programme.intake.queries.tracking import track
from django.conf import settings
settings.STORAGES = {**settings.STORAGES,
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
ring.make_pairs()
load_reference()
visitor = Client(SERVER_NAME="localhost")

def send(token):
    told = {"story": {"text": "Anak itu tidak keluar rumah lagi.", "worries": ["FIS"]}}
    form = {"told": json.dumps(told), "token": token.signed, "step": "6", "go": "send"}
    return visitor.post("/lapor", form)

def room(link, pages):
    used = link.execute("PRAGMA page_count").fetchone()[0]
    link.execute(f"PRAGMA max_page_count={used + pages}")

send(one_time.issue())
room(WHICH, 6)
told, refused, kept_text = [], [], True
for _ in range(200):
    token = one_time.issue()
    answer = send(token)
    if answer.status_code == 200:
        told.append(token.value)
    else:
        refused.append((token, answer.status_code))
        kept_text = kept_text and "tidak keluar rumah" in answer.content.decode()
    if len(refused) == 5:
        break
while_full = sum(track(code_of(value)) is not None for value in told)
room(WHICH, 5000)
again = [send(token).status_code for token, _ in refused]
found = sum(track(code_of(token.value)) is not None for token, _ in refused)
whole = [link.execute("PRAGMA integrity_check").fetchone()[0]
         for link in (connection.connection, file.connection())]
say(told=len(told), refused=[status for _, status in refused], kept_text=kept_text,
    lost=len(told) - while_full, again=again, found=found, whole=whole)
"""


def test_full_disk_on_a_report_says_so_keeps_the_text_and_loses_nothing(tmp_path: Path) -> None:
    found = run(tmp_path, FULL.replace("WHICH", "connection.connection"), apps="")
    assert found["told"] > 0 and found["refused"] == [503] * 5 and found["kept_text"]
    assert found["lost"] == 0
    assert found["again"] == [200] * 5 and found["found"] == 5, "it goes on without a repair"
    assert found["whole"] == ["ok", "ok"]


def test_full_disk_of_the_keys_says_so_and_loses_nothing(tmp_path: Path) -> None:
    found = run(tmp_path, FULL.replace("WHICH", "file.connection()"), apps="")
    assert found["refused"] == [503] * 5 and found["kept_text"] and found["lost"] == 0
    assert found["again"] == [200] * 5 and found["found"] == 5
