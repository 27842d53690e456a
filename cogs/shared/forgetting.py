"""Word that a person was forgotten, for whoever keeps something of them in memory."""

from __future__ import annotations

FORGOTTEN_EVENT = "forgotten"
"""What the bot dispatches, with the person's id, once nothing of them is in the database any more."""
