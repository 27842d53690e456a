"""How word vectors come about: words in their order from text, phrases, word2vec, and a blend of several."""
