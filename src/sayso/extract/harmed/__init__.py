"""Whom or what a quantity counts, and of which class they are."""
