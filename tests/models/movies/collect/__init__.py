"""Films from dumps that a script wrote, small enough to know what must come out."""
