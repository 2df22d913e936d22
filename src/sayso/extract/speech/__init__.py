"""On whose say-so: words of saying, who speaks, and what the report remembers of its speakers."""
