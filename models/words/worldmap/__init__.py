"""Countries coloured by how close they are to a word or a direction, on a map of the world."""
