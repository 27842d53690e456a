"""What all pictures need: colours, lettering, and labels that do not collide."""
