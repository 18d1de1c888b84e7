"""Layers, activations, losses and first weights."""
