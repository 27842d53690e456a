"""Words as points: the vocabulary, the unit vectors, and the search of what is near."""
