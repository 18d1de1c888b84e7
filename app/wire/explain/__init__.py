"""Requests and answers of explanations and derivations."""
