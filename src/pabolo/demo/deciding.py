"""What the unit decided: a stricter time, one for later, one taken back, a code and a day."""

from datetime import timedelta

from pabolo.demo.clockwork import Story, at_work
from pabolo.demo.lives import rng_of
from pabolo.demo.scene import Scene
from pabolo.ground.lib.clock import day_of
from pabolo.ground.policy import actions, queries

CONTACT, REPLY, STUCK = (
    "oversight.contact_days", "clock.referral_reply_working_days", "oversight.stuck_days",
)  # fmt: skip
LIST, CODE = "channel", "RADIO"


def decisions(scene: Scene) -> Story:
    """Settings, a code of the unit and a local day off, each by whose it is."""
    rng = rng_of(scene.seed, "decisions")
    yield (at := at_work(rng, scene.now.date() - timedelta(days=120)))
    actions.set_setting(
        by=scene.actor("ratna", at), at=at, key=CONTACT, value=10, valid_from=day_of(at),
        reason="Rapat SOP: anak berisiko tinggi dihubungi lebih sering.",
    )  # fmt: skip
    yield (at := at_work(rng, scene.now.date() - timedelta(days=90)))
    actions.add_code(
        by=scene.actor("yusuf", at), at=at, of_list=LIST, code=CODE,
        label_id="Radio komunitas", label_en="Community radio",
    )  # fmt: skip
    yield from _later(scene)


def _later(scene: Scene) -> Story:
    """What will hold on a later day; one of it was taken back before."""
    yield (at := at_work(rng_of(scene.seed, "decided later"), scene.now.date() - timedelta(days=9)))
    ratna, today = scene.actor("ratna", at), day_of(at)
    for key, value, days, why in (
        (REPLY, 4, 40, "Kesepakatan dengan mitra: jawaban lebih cepat."),
        (STUCK, 21, 50, "Usul rapat bulanan, untuk dicoba."),
    ):
        actions.set_setting(
            by=ratna, at=at, key=key, value=value, valid_from=today + timedelta(days=days),
            reason=why,
        )  # fmt: skip
    actions.set_local_day(
        by=ratna, at=at, day=today + timedelta(days=60), holiday=True,
        name="Libur setempat (contoh)",
    )  # fmt: skip
    yield (at := at_work(rng_of(scene.seed, "taken back"), scene.now.date() - timedelta(days=4)))
    decided = queries.history(STUCK)[0]
    actions.take_back(
        by=scene.actor("ratna", at), at=at, decision=decided.pk,
        reason="Rapat memutuskan tetap 30 hari.",
    )  # fmt: skip
