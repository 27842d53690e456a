"""Maps of words: categories read from text, laid out by t-SNE and drawn."""
