"""A network and its batch as they come in, and what is to be computed of them."""
