"""What pairs of words have in common, and what that foretells of another word."""
