"""Results as files: for spreadsheets and for NumPy. Knows the engine, and nothing of the service."""

FORMAT = 1
"""The number of the form that files have: saved networks (which the page writes) and runs as arrays. It goes up
when an older version could no longer read a file; `/healthz` tells it, and CSV has none."""
