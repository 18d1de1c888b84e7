"""Runs of training as files."""
