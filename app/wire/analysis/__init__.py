"""The answer to an analyze request."""
