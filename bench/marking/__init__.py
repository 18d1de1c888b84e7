"""How well the marking names mistakes: wrong answers made by a student who computes for himself. `make marking`."""
