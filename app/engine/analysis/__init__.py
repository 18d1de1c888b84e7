"""One forward and one backward pass, and what can be said of its neurons and gradients."""
