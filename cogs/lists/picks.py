"""What may be pressed under a list's pick: another one, or that it was watched."""

from __future__ import annotations

from dataclasses import dataclass

import discord

from bot.presses.press import Press, PressItem
from models.movies.film_keys import film_key


@dataclass(frozen=True)
class PickFrom(Press, kind="pickfrom"):
    """Picks a film of a list by chance, for everybody."""

    list_id: int

    def item(self, label: str = "Another") -> PressItem:
        """Return the button for it."""
        return self.button(label, emoji="🎲")


@dataclass(frozen=True)
class Watched(Press, kind="watched"):
    """Moves the film of a key into its list's history."""

    list_id: int
    key: str

    def item(self) -> PressItem:
        """Return the button for it."""
        return self.button("Watched", emoji="✅")


def pick_buttons(list_id: int, page: str) -> discord.ui.View:
    """Return the buttons under a pick: another one, and watched."""
    view = discord.ui.View(timeout=None)
    view.add_item(PickFrom(list_id).item())
    view.add_item(Watched(list_id, film_key(page)).item())
    return view
