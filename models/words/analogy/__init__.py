"""Calculating with words: sums of them, their answers, and the parallelogram they make."""
