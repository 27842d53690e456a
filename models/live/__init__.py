"""Small models that learn before everybody's eyes: what is told on the way, and the lessons."""
