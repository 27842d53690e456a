"""Mathematics: word vectors, films and text. Knows neither Discord nor SQL."""
