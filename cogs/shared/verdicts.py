"""The button that keeps a verdict on a film for whoever presses it, under whatever message it is."""

from __future__ import annotations

from dataclasses import dataclass

import discord

from bot.presses.press import Press
from models.movies.film_keys import film_key
from storage.ratings import Verdict

MARKS = {Verdict.LIKE: "👍", Verdict.DISLIKE: "👎", Verdict.SEEN: "👁️"}
LABELS = {Verdict.LIKE: "I liked it", Verdict.DISLIKE: "I didn't", Verdict.SEEN: "Just seen"}


@dataclass(frozen=True)
class Rate(Press, kind="rate"):
    """Keeps a verdict on the film of a key for the person who presses."""

    verdict: Verdict
    key: str


def verdict_buttons(page: str) -> discord.ui.View:
    """Return a button for each verdict on one film."""
    view = discord.ui.View(timeout=None)
    for verdict in Verdict:
        view.add_item(Rate(verdict, film_key(page)).button(LABELS[verdict], emoji=MARKS[verdict]))
    return view
