"""By whom: the parties that a report names, what each does where it stands, and who did the harm."""
