"""Everything about a person or an event is sealed at rest, but for one list of columns."""

from collections.abc import Iterator

from django.apps import apps
from django.db import models

from pabolo.ground.vault.fields import SealedField
from tests.architecture.clear_columns import APPS_WITHOUT_CASES, CLEAR, HARMLESS, TELLING


def _watched() -> Iterator[type[models.Model]]:
    for model in apps.get_models(include_auto_created=True):
        label = model._meta.app_label
        if model.__module__.startswith("pabolo.") and label not in APPS_WITHOUT_CASES:
            yield model


def open_columns(model: type[models.Model]) -> set[str]:
    """Columns of a model that are neither sealed nor its own id."""
    return {
        field.name
        for field in model._meta.concrete_fields
        if not field.primary_key and not isinstance(field, SealedField)
    }


def test_every_open_column_is_on_the_list() -> None:
    unlisted = {
        f"{model._meta.label}.{name}"
        for model in _watched()
        for name in open_columns(model) - CLEAR.get(model._meta.label, {}).keys()
    }
    assert unlisted == set(), "seal them, or give a reason in clear_columns.py"


def test_the_list_has_no_stale_line() -> None:
    known = {model._meta.label: open_columns(model) for model in _watched()}
    stale = {
        f"{label}.{name}"
        for label, columns in CLEAR.items()
        for name in columns.keys() - known.get(label, set())
    }
    assert stale == set()


def test_no_open_column_tells_a_sealed_fact_by_its_name() -> None:
    telling = {
        f"{label}.{name}"
        for label, columns in CLEAR.items()
        for name in columns
        if set(name.split("_")) & set(TELLING)
    }
    assert telling - set(HARMLESS) == set()


def test_the_reasons_are_given() -> None:
    assert all(reason for columns in CLEAR.values() for reason in columns.values())


def test_keys_are_random_and_tell_no_order() -> None:
    ordered = {
        model._meta.label
        for model in _watched()
        if not isinstance(model._meta.pk, models.UUIDField)
    }
    assert ordered == set(), "rows about people have random ids (RandomIdField)"
