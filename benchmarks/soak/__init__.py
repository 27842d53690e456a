"""The bot under load, faults and malice for half an hour: `make soak`."""
