"""Sealed facets: everything about a person or an event, unreadable at rest.

`sealing` writes, `opening` reads under a committed read receipt, `mailbox` carries the two-way
messages of a reporter who holds the code. Who may see which folder is a Grant.
"""
