"""Networks and runs to begin with."""
