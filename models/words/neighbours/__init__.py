"""What lies nearest to a word."""
