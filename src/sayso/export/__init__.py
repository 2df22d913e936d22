"""Claims as rows: one module a format."""
