"""The audit log: entries, the complete nodes of their Merkle tree, signed checkpoints.

Beside it the log's index. It is derived from the entries and can be made again from them; what it
says is believed only after the entry itself was read (`queries`), and `./pabolo verify` compares
the whole of it with the log.
"""

from django.db import models


class Entry(models.Model):
    """One thing that was done or read. `seq` is its place in the tree, from 0."""

    seq = models.BigIntegerField(primary_key=True)
    body = models.TextField()
    leaf = models.BinaryField(max_length=32)


class Node(models.Model):
    """A complete node above the leaves, by its place in the tree (`tree.place`)."""

    place = models.BigIntegerField(primary_key=True)
    hash = models.BinaryField(max_length=32)


class Mention(models.Model):
    """That an entry names somebody or something: `about` is `index.about(...)` of the name."""

    pk = models.CompositePrimaryKey("about", "seq")
    about = models.BigIntegerField()
    seq = models.BigIntegerField()


class Checkpoint(models.Model):
    """What the log said of itself at a size: root and signed note."""

    size = models.BigIntegerField(primary_key=True)
    root = models.BinaryField(max_length=32)
    note = models.TextField()
    at = models.DateTimeField()
