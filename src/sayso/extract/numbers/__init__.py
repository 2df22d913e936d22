"""Numbers: every phrase that may say how many, and those that by their form count nothing."""
