"""Films: reading, training on their links, and one hyperplane per person."""
