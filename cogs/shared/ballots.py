"""The word that a vote's ballots have changed, whoever changed them."""

from __future__ import annotations

BALLOT_EVENT = "ballot"
"""What the bot dispatches, with the id of the vote, once a ballot is kept or taken back."""
