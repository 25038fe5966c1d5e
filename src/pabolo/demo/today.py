"""What lies on the desks on the day of the build."""

from pabolo.demo.clockwork import Story
from pabolo.demo.scene import Scene


def today(scene: Scene) -> list[Story]:
    """Fresh things, each at its place in the last days and hours."""
    return []
