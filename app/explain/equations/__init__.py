"""Equations as trees that evaluate themselves and write themselves down."""
