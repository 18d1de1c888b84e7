"""The engine: forward and backward passes and what they mean, on NumPy and the standard library.

Pure: no I/O, no globals, no changed arguments; random generators are passed in.
Every array may carry a leading network axis, so one set of formulas serves one network and a stack of them.
"""
