"""Word vectors: reading, preparing, searching, projecting and drawing them."""
