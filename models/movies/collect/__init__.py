"""From a Wikipedia dump to a file of films: which pages are films, what they say, and what they point to."""
