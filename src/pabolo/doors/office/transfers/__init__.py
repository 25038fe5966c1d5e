"""Handing a case over to another unit, and taking one in."""
