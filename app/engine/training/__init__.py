"""A run: its steps, what is recorded, and how units live in it."""
