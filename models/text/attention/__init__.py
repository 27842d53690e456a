"""A small attention model: as it is trained (torch), as it is served (numpy), and where its heads look."""
