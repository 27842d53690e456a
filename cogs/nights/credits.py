"""What is told when the credits roll: that the film was watched, and the question how it was."""

from __future__ import annotations

import discord

from bot.hints import hinted
from bot.markup import plain
from bot.replies import Card, card
from bot.services import Services
from cogs.nights.cards import title_of
from cogs.shared.list_cards import TITLE_LIMIT, film
from cogs.shared.verdicts import verdict_buttons
from storage.night import Night
from storage.refusals import UnknownList

STOPS = "Nobody came three times in a row, so no other follows by itself."


async def credits_card(services: Services, night: Night, *, watched: bool, stops: bool) -> Card:
    """Return the end of a night."""
    lines = []
    if not night.coming:
        lines.append("Nobody said that they come.")
    if watched and night.plan.list_id is not None:
        on = await _of_list(services, night.plan.list_id)
        lines.append(f"{film(night.plan.title)} is among what was watched{on}.")
    if _is_rated(services, night):
        lines.append("How was it? What you press is kept as your rating, for your eyes only.")
    if stops:
        lines.append(f"{STOPS} " + hinted("`/night start` plans another."))
    return card(f"The credits roll: {plain(night.plan.title, TITLE_LIMIT)}", "\n".join(lines))


def credits_buttons(services: Services, night: Night) -> discord.ui.View:
    """Return what rates the film, where somebody came and the catalogue has it."""
    if not _is_rated(services, night) or night.plan.page is None:
        return discord.ui.View(timeout=None)
    return verdict_buttons(night.plan.page)


def unmet_card(night: Night, *, stops: bool) -> Card:
    """Return the news that nobody can make any of the times."""
    more = hinted(f"{STOPS} `/night start` plans another.") if stops else ""
    if not night.plan.weekly:
        more = hinted("Plan another with `/night start`.")
    return card(title_of(night), f"Nobody could make any of the times, so there is none. {more}".strip())


def _is_rated(services: Services, night: Night) -> bool:
    page = night.plan.page
    return bool(night.coming) and page is not None and services.films.titles.row(page) is not None


async def _of_list(services: Services, list_id: int) -> str:
    try:
        return f" of {film((await services.lists.get(list_id)).name)}"
    except UnknownList:
        return ""
