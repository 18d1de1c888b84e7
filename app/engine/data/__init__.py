"""The data sets, drawn or stored."""
