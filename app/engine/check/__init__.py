"""Gradients against differences of the loss."""
