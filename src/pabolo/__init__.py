"""Anak Pabolo: child protection for a regency, and its public record."""
