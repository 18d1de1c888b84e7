"""Exercises to be worked by hand, and the marking of what was worked out."""
