"""Nouns and names: what a number counts and where words that name somebody begin and end."""
