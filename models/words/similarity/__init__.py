"""How alike words are, and which of them is the odd one out."""
