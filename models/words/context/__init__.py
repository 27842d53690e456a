"""A word from its context: a small network trained to fill a gap in a sentence."""
