"""Tables of claims and of figures, as CSV and as Excel."""
