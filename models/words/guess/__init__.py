"""A game of directions: a secret word, found by how similar each guess is to it."""
