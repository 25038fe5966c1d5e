"""What is decided, in plain Python: no Django, no clock, no I/O.

Modules are named after the question they answer. Dated settings come in as arguments.
"""
