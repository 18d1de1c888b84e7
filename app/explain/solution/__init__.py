"""The whole derivation, worked."""
