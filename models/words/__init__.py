"""Word vectors: reading, preparing and searching them, and calculating with them."""
