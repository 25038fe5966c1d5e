"""Django-aware, domain-free help: clock, ids, refusals, append-only tables."""
