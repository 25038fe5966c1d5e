"""Foreign keys point down the same order as imports: string references escape import-linter."""

from collections.abc import Iterator

from django.apps import apps
from django.db import models

from tests.architecture.order import ranks


def _package(model: type[models.Model]) -> str:
    return ".".join(model.__module__.split(".")[:3])


def _relations() -> Iterator[tuple[type[models.Model], str, type[models.Model]]]:
    for model in apps.get_models(include_auto_created=True):
        for field in model._meta.get_fields():
            target = field.related_model
            if field.concrete and field.is_relation and isinstance(target, type):
                yield model, field.name, target


def points_down(source: str, target: str) -> bool:
    """Whether a key from one package to another keeps the order."""
    order = ranks()
    if source == target or source not in order or target not in order:
        return True
    return order[source] > order[target]


def test_foreign_keys_point_down() -> None:
    up = [
        f"{model._meta.label}.{name} → {target._meta.label}"
        for model, name, target in _relations()
        if not points_down(_package(model), _package(target))
    ]
    assert up == []


def test_a_key_that_points_up_or_sideways_is_told() -> None:
    assert points_down("pabolo.programme.cases", "pabolo.programme.children")
    assert not points_down("pabolo.programme.children", "pabolo.programme.cases")
    assert not points_down("pabolo.programme.children", "pabolo.programme.network")
    assert not points_down("pabolo.ground.duties", "pabolo.programme.cases")
