"""A file a capability: its paths, what it reads, what it answers."""
