"""Nablascope: one forward and one backward pass through a network, with every quantity of backpropagation."""

__version__ = "0.1.0"
