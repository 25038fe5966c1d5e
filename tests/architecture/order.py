"""The order of the house, read from the import contracts: one list for imports and foreign keys."""

import tomllib
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).parents[2]


def _contracts() -> list[dict[str, object]]:
    text = (ROOT / "pyproject.toml").read_text()
    contracts: list[dict[str, object]] = tomllib.loads(text)["tool"]["importlinter"]["contracts"]
    return contracts


def _layers(name: str) -> list[str]:
    contract = next(c for c in _contracts() if c["name"] == name)
    layers = contract["layers"]
    assert isinstance(layers, list)
    return [str(layer) for layer in layers]


def _names(layer: str) -> list[str]:
    return [part.strip(" ()") for part in layer.split("|")]


def ranks() -> dict[str, tuple[int, int]]:
    """Package → (floor, line within the floor), higher numbers standing higher."""
    floors = _layers("five floors, each knows only what lies below")
    found: dict[str, tuple[int, int]] = {}
    for floor, name in enumerate(reversed(floors)):
        short = name.rsplit(".", 1)[1]
        within = {
            "record": "order within the record",
            "programme": "order within the programme",
            "ground": "order within the ground",
        }.get(short)
        lines = _layers(within) if within else []
        for line, layer in enumerate(reversed(lines)):
            found |= {f"{name}.{package}": (floor, line) for package in _names(layer)}
    return found
