"""What other cogs know of movie nights: the button that plans one, and the word that one has changed."""

from __future__ import annotations

from dataclasses import dataclass

from bot.presses.press import Press, PressItem

NIGHT_EVENT = "night_change"
"""What the bot dispatches, with the id of the night, once what its message shows is another."""


@dataclass(frozen=True)
class PlanNight(Press, kind="plannight"):
    """Opens a form that plans a night with the film that has won a vote."""

    vote_id: int

    def item(self) -> PressItem:
        """Return the button for it."""
        return self.button("Plan a night", emoji="🎬")
