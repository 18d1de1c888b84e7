"""What single cells of a table say."""
