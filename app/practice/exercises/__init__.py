"""Exercises, drawn."""
