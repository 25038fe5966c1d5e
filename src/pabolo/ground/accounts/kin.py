"""What is sealed in a declaration of kinship."""

import msgspec


class Kin(msgspec.Struct, frozen=True):
    """One relative of somebody who works here: the name, and how they are related."""

    name: str
    relation: str = ""


class KinDeclared(msgspec.Struct, frozen=True):
    """All relatives in one declaration; a newer one replaces it."""

    kin: tuple[Kin, ...]
