"""How movie nights are put into words."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

import discord

from bot.hints import hinted
from bot.markup import plain
from bot.replies import Card, bar, card, enumeration, message_link, plural
from cogs.nights.buttons import in_order
from cogs.shared.list_cards import TITLE_LIMIT
from models.times.reading import Doubt, Times
from storage.night import Night, NightState, Slot

BAR_CELLS = 6
MOST_NAMED = 12
HOW = "Choose every time that you can make: in the menu, or by its number."
TIED = "Another time had as many; the earliest is taken."
RULE = "The time that most can make is taken; of several, the earliest."
DOUBTS = {
    Doubt.NEXT: "**Next {day}** is read as that of next week. Leave **next** out for the first that comes.",
    Doubt.NIGHT: "In the small hours the next day has begun: look twice whether it is the night you mean.",
    Doubt.TWICE: "Clocks are put back that night, and the time comes twice. The first is taken.",
}


def moment(at: datetime) -> str:
    """Return a moment, as Discord shows it to each reader, and how far away it is."""
    return f"{discord.utils.format_dt(at, 'F')} ({discord.utils.format_dt(at, 'R')})"


def night_card(night: Night) -> Card:
    """Return what stands above the buttons of a night, or what is left of it at the end."""
    if night.is_open:
        return _open_card(night)
    if night.is_settled:
        return _settled_card(night)
    when = "" if night.starts_at is None else discord.utils.format_dt(night.starts_at, "F")
    if night.state is NightState.CANCELLED:
        return card(title_of(night), f"Cancelled. It was to be on {when}." if when else "Cancelled.")
    return card(title_of(night), f"It was on {when}." if when else "Nobody could make any of the times.")


def title_of(night: Night) -> str:
    """Return what a card of a night is called."""
    return f"Movie night: {plain(night.plan.title, TITLE_LIMIT)}"


def _open_card(night: Night) -> Card:
    voters = len(night.voters)
    lines = [HOW, "", *(_slot(slot, voters) for slot in in_order(night))]
    if night.state is NightState.OPEN and night.due_at is not None:
        lines += ["", f"Settled {discord.utils.format_dt(night.due_at, 'R')}. {RULE}"]
    embed = card(title_of(night), "\n".join(lines), _footer(night))
    _add_place(embed, night)
    return embed


def _slot(slot: Slot, voters: int) -> str:
    share = bar(len(slot.voters) / max(voters, 1), BAR_CELLS)
    who = f" {_people(slot.voters)}" if slot.voters else ""
    return f"**{slot.number}.** {moment(slot.starts_at)}\n`{share}` **{len(slot.voters)}**{who}"


def _settled_card(night: Night) -> Card:
    at = night.begins_at
    lines = [f"## {discord.utils.format_dt(at, 'F')}", discord.utils.format_dt(at, "R")]
    if night.tied:
        lines.append(TIED)
    embed = card(title_of(night), "\n".join(lines), _footer(night))
    _add_place(embed, night)
    staying = [each.guest_id for each in night.guests if not each.coming]
    coming = _people(night.coming) or "Nobody yet."
    embed.add_field(name=f"Coming: {len(night.coming)}", value=coming)
    if staying:
        embed.add_field(name=f"Can't: {len(staying)}", value=_people(staying))
    return embed


def _add_place(embed: Card, night: Night) -> None:
    if night.plan.voice_id is not None:
        embed.add_field(name="Where", value=f"<#{night.plan.voice_id}>")
    elif night.plan.location:
        embed.add_field(name="Where", value=plain(night.plan.location))
    if night.event_id is not None:
        link = f"https://discord.com/events/{night.guild_id}/{night.event_id}"
        embed.add_field(name="Event", value=f"[Among the events of this server]({link})")


def _footer(night: Night) -> str:
    parts = ["every week"] if night.plan.weekly else []
    parts.append(f"about {length(night.plan.minutes)}")
    if night.plan.remind_minutes:
        parts.append(f"reminder {length(night.plan.remind_minutes)} before, to who asks for it")
    parts.append("each of you sees the times in your own time zone")
    return " · ".join(parts)


def length(minutes: int) -> str:
    """Return a length of time in words: `1 hour`, `1 hour and 30 minutes`."""
    days, rest = divmod(minutes, 24 * 60)
    hours, left = divmod(rest, 60)
    counted = ((days, "day"), (hours, "hour"), (left, "minute"))
    return enumeration([plural(count, noun) for count, noun in counted if count])


def _people(user_ids: Sequence[int]) -> str:
    """Return people by mention, the first of them where they are many; in a card a mention calls nobody."""
    named = [f"<@{each}>" for each in user_ids[:MOST_NAMED]]
    if more := len(user_ids) - len(named):
        named.append(plural(more, "other"))
    return enumeration(named)


def ballot_card(night: Night, numbers: Sequence[int]) -> Card:
    """Return the private word to a voter: which times they can make now."""
    chosen = [slot for slot in in_order(night) if slot.number in numbers]
    if not chosen:
        return card("", "You can make none of these times now. Choose those that you can make.")
    lines = [f"**{slot.number}.** {moment(slot.starts_at)}" for slot in chosen]
    return card("", "\n".join(["You can make", *lines]))


def answer_card(night: Night, user_id: int) -> Card:
    """Return the private word to a guest: what they have answered."""
    guest = night.guest(user_id)
    if guest is None or not guest.coming:
        return card("", "You can't come. Press **I come** if that changes.")
    comes = f"You come on {moment(night.begins_at)}."
    if guest.remind:
        before = length(night.plan.remind_minutes)
        return card("", f"{comes} I remind you {before} before; press again to take that back.")
    more = " Press **Remind me** to be reminded." if night.plan.remind_minutes else ""
    return card("", f"{comes}{more}")


def settle_card() -> Card:
    """Ask the organiser on which time to settle."""
    return card("", "On which time? Those that most can make stand first.")


def told_card(night: Night) -> Card:
    """Return the news that the time is settled."""
    count = len(night.coming)
    lines = [
        f"## {discord.utils.format_dt(night.begins_at, 'F')}",
        f"{plural(count, 'person', 'people')} can make it: that counts as coming.",
        "Everybody else: do you come?",
    ]
    if night.tied:
        lines.append(TIED)
    return card(title_of(night), "\n".join(lines))


def moved_card(night: Night) -> Card:
    """Return the news that the night is at another time."""
    return card(
        title_of(night),
        f"Moved to {moment(night.begins_at)}. Press **I can't** if you can't make it any more.",
    )


def reminder_card(night: Night) -> Card:
    """Return the reminder."""
    where = f" in <#{night.plan.voice_id}>" if night.plan.voice_id is not None else ""
    return card(title_of(night), f"It begins {discord.utils.format_dt(night.begins_at, 'R')}{where}.")


def times_card(times: Times) -> Card:
    """Show how times were read, before they are posted, where they may be meant otherwise."""
    doubts = {each.doubt: f"{each.moment.astimezone(times.zone):%A}" for each in times.times if each.doubt}
    notes = [DOUBTS[doubt].format(day=day) for doubt, day in doubts.items()]
    lines = [f"- {moment(each.moment)}" for each in times.times]
    return card("Is this what you mean?", "\n".join([*lines, "", *notes]))


def planned_card(nights: Sequence[Night]) -> Card:
    """List the nights that are still to come in a server."""
    lines = [f"{number}. {_planned(night)}" for number, night in enumerate(nights, start=1)]
    none = hinted("None is planned. Plan one: `/night start Alien fri 20:00, sat 20:00`.")
    return card("Movie nights", "\n".join(lines) or none)


def _planned(night: Night) -> str:
    parts = [f"[**{plain(night.plan.title, TITLE_LIMIT)}**]({link(night)})"]
    if night.is_open:
        parts.append(plural(len(night.slots), "time") + " to choose from")
        if night.due_at is not None:
            parts.append(f"settled {discord.utils.format_dt(night.due_at, 'R')}")
    else:
        parts += [moment(night.begins_at), f"{len(night.coming)} coming"]
    return " · ".join([*parts, "every week"] if night.plan.weekly else parts)


def link(night: Night) -> str:
    """Return the address of a night's message."""
    return message_link(night.guild_id, night.channel_id, night.message_id)
