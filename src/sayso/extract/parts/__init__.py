"""Which quantity is a part of which."""
