"""How computations run beside each other; nothing here knows the web."""
