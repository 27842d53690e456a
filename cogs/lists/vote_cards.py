"""How votes and their results are put into words."""

from __future__ import annotations

from datetime import datetime

import discord

from bot.hints import hinted
from bot.markup import plain
from bot.replies import bar, card, enumeration, message_link, plural
from cogs.shared.list_cards import TITLE_LIMIT, film
from storage.vote import Option, State, Tie, Vote

HOW = "Press every film you would watch; press again to take it back."
HIDDEN = "Nobody sees the tally before the end."
TIES = {
    Tie.TASTE: "the voters' own hyperplanes put **{winner}** first",
    Tie.ORDER: "no voter's ratings can be counted, so the one first put on the list wins",
}


def vote_card(vote: Vote) -> discord.Embed:
    """Return what stands above the buttons, or what is left of it at the end."""
    if vote.state is not State.OPEN:
        return result_card(vote)
    ends = f"Ends {_moment(vote.closes_at)}"
    voted = f"{plural(vote.voters, 'person has', 'people have')} voted"
    lines = [_line(option, vote) for option in vote.options]
    text = f"{ends}\n{voted}\n\n" + "\n".join(lines)
    return card(f"Vote: {plain(vote.list_name)}", text, f"{HOW} {HIDDEN}" if vote.hidden else HOW)


def _moment(moment: datetime) -> str:
    """Return a moment to the minute, and how far away it is."""
    return f"{discord.utils.format_dt(moment, 'f')} ({discord.utils.format_dt(moment, 'R')})"


def _line(option: Option, vote: Vote) -> str:
    name = f"{option.number}. {plain(option.title, TITLE_LIMIT)}"
    if vote.hidden:
        return name
    return f"{name}\n`{bar(option.approvals / max(vote.voters, 1))}` **{option.approvals}**"


def result_card(vote: Vote) -> discord.Embed:
    """Return the result: the winner, how it won, and how many approve of each film."""
    title = f"Result: {plain(vote.list_name)}"
    winner = next((option for option in vote.options if option.page == vote.winner), None)
    if winner is None:
        return card(title, "Nobody voted, so no film won.")
    ranked = sorted(vote.options, key=lambda option: (option is not winner, -option.approvals))
    lines = [
        f"`{bar(each.approvals / max(vote.voters, 1))}` **{each.approvals}** {_name(each)}" for each in ranked
    ]
    head = f"## 🏆 {plain(winner.title)}\n{_why(vote, winner)}"
    return card(title, f"{head}\n\n" + "\n".join(lines))


def _name(option: Option) -> str:
    return plain(option.title, TITLE_LIMIT)


def _why(vote: Vote, winner: Option) -> str:
    approved = f"{winner.approvals} of {plural(vote.voters, 'voter')} would watch it."
    if vote.tie is None:
        return approved
    others = [film(option.title) for option in vote.leaders if option is not winner]
    rule = TIES[vote.tie].format(winner=plain(winner.title))
    return f"{approved} A tie with {enumeration(others)}: {rule}."


def ballot_card(vote: Vote, numbers: tuple[int, ...]) -> discord.Embed:
    """Return the private word to a voter: what they approve of now."""
    chosen = [film(option.title) for option in vote.options if option.number in numbers]
    if not chosen:
        return card("", "You would watch none of them now. Press a film to vote for it.")
    return card("", f"You would watch {enumeration(chosen)}. Press again to take one back.")


def running_card(votes: tuple[Vote, ...]) -> discord.Embed:
    """List the votes that are under way in a place."""
    lines = [
        f"[**{plain(vote.list_name)}**]({link(vote)}) · {plural(vote.voters, 'voter')} · ends "
        f"{discord.utils.format_dt(vote.closes_at, 'R')}"
        for vote in votes
    ]
    return card("Votes under way", "\n".join(lines) or hinted("None. Start one: `/vote start`."))


def link(vote: Vote) -> str:
    """Return the address of a vote's message."""
    return message_link(vote.place.guild_id, vote.channel_id, vote.message_id)
