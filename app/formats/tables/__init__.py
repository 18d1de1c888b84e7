"""Text or bytes as a table of numbers and classes; the one reader, wherever a table comes from.

What stands in a text is judged once for the whole table: its separator, its decimal and its thousands mark, whether
it has a header. What contradicts that is a fault of its cell. Knows nothing of the service.
"""
