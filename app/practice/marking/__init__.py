"""Answers, marked."""
