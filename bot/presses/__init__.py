"""Buttons and menus that outlive a restart: a press is a dataclass whose fields are the button's id."""
