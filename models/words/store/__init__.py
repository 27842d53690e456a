"""Word vectors on disk: their formats and sources, how they are fetched, prepared, kept and chosen."""
