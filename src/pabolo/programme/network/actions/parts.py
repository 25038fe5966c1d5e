"""Pieces shared by the actions on the register."""

from pabolo.programme.network.models import Group
from pabolo.rules import activities as rules


def facts(group: Group) -> rules.Group:
    return rules.Group(group.place, group.formed_day, group.until_day)
