"""What can go wrong when a report comes in."""


class NotKept(Exception):
    """The disk or the database did not take it. Nothing is acknowledged; the sender keeps it."""


class Changed(Exception):
    """Somebody else changed the report since it was shown."""
