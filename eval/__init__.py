"""Every measure of Sayso in one table, with its change against floors.json."""
