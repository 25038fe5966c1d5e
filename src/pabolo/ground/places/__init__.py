"""Regency, districts, villages, their codes in two systems, and child population by year."""
