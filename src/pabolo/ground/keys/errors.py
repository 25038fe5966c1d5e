"""What can go wrong with keys."""


class Locked(Exception):
    """The root is not in memory. Doors answer with the locked page (503)."""


class WrongRoot(Locked):
    """A root is there, but it is not the one this key store was made with."""


class WrongPassphrase(Exception):
    """The sealed root did not open: the passphrase is wrong or the file was altered."""


class MissingKey(KeyError):
    """The folder has no key: it was never made, or it was destroyed on purpose."""


class RefusedProvider(Exception):
    """This key provider may not be used in this mode."""
