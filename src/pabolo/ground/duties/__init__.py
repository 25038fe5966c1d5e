"""The engine that turns rules into dated duties.

Knows subjects by kind and folder id, without foreign keys.
"""
