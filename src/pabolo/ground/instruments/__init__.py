"""Versioned question sets: what is asked, from which day, and never changed once it was asked."""
