"""Directions as concepts: where words lie between two words, or between two groups of words."""
