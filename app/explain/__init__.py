"""Equations as trees: every number of an analysis, explained with the numbers that made it."""
