"""Requests and answers of a check of gradients."""
