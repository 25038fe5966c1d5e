"""Every model of sealed rows leaves out what was erased, unless its folder never is."""

from collections.abc import Iterable
from typing import Final

from django.apps import apps
from django.db import models

from pabolo.ground.vault.fields import SealedField
from pabolo.ground.vault.living import Living

# Folders of people at work, and of proposed destructions: they are never erased.
NEVER_ERASED: Final = frozenset({"accounts.Kinship", "accounts.ReadingReview", "retention.Batch"})


def meets_erased(found: Iterable[type[models.Model]]) -> list[str]:
    """Models whose lists would show rows that nobody can open."""
    return sorted(
        model._meta.label
        for model in found
        if any(isinstance(field, SealedField) for field in model._meta.fields)
        and not isinstance(model._default_manager, Living)
    )


def test_every_sealed_row_is_left_out_once_it_is_erased() -> None:
    assert set(meets_erased(apps.get_models())) == NEVER_ERASED


def test_a_model_with_the_plain_manager_is_caught() -> None:
    """The broken variant."""
    case = apps.get_model("cases", "Visit")

    class Plain(case):  # type: ignore[misc, valid-type]
        objects = models.Manager()

        class Meta:
            proxy = True
            app_label = "cases"

    try:
        assert meets_erased([Plain, case]) == [Plain._meta.label]
    finally:
        del apps.all_models["cases"]["plain"]
