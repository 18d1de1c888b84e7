"""Documents and their sentences."""
