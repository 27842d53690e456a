"""The formats of word vectors, a module each, and the list of them."""
