"""Chooses the places, days and parties of a report's claims."""
