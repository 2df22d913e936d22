"""How a ledger came to the shape it has: one module a step, run when an older ledger is opened."""
