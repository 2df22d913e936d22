"""Read-only tables that every later stage may ask: the calendar, places, parties."""
