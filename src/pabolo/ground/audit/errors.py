"""What can go wrong with the audit log."""


class AuditUnavailable(Exception):
    """The entry could not be written, so nothing may be opened or changed. Doors answer 503."""


class NestedAct(RuntimeError):
    """An act was begun inside another one: one action, one entry."""


class NotACode(ValueError):
    """Something other than a code was about to enter the log. Free text never does."""
