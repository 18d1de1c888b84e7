"""Exercises, answers and marks on the wire."""
