"""A run on the wire: what comes in, what it costs, its events."""
