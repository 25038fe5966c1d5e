"""The audit log: entries, the complete nodes of their Merkle tree, signed checkpoints."""

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


class Checkpoint(models.Model):
    """What the log said of itself at a size: root and signed note."""

    size = models.BigIntegerField(primary_key=True)
    root = models.BinaryField(max_length=32)
    note = models.TextField()
    at = models.DateTimeField()
