"""From bytes to the records of a table."""
