"""A concept as a shape: the side of a hyperplane that its examples lie on."""
