"""A recurrent network that reads text token by token and goes on with it."""
