"""Results as files: for spreadsheets and for NumPy. Knows the engine, and nothing of the service."""
