"""A small causal self-attention model: as it is trained (torch), as it is served (numpy), and where it looks."""
