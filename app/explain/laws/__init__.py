"""The symbols and formulas of backpropagation."""
