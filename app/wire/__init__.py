"""Wire types, and the only translation between JSON and the engine."""
