"""How one number came about."""
