"""recommend together by prefix and by slash: mentioned or invited, and everybody who is left out."""

from __future__ import annotations

import pytest
import simcord

from bot.app import build_bot
from cogs.groups.answers import RULE_TEXTS
from cogs.groups.buttons import ShowRule, TurnGroupPage, packed, unpacked
from models.movies.recommendation import MOST_PAGES
from models.movies.rules import Rule
from storage.places import Place
from tests.cogs.tastes import TASTES, give_tastes
from tests.room import Answer, Room

ONE = ["Everybody gets a pick", "never get"]


@pytest.fixture
async def group(room: Room) -> tuple[Room, simcord.MemberActor]:
    """Give Ada, Alan and a new member, Grace, three tastes."""
    (grace,) = room.join("grace")
    await give_tastes(room, (room.ada, room.alan, grace))
    return room, grace


Group = tuple[Room, simcord.MemberActor]


async def together(room: Room, face: str, *people: simcord.MemberActor) -> Answer:
    return await room.ask(face, "recommend together", " ".join(person.mention for person in people))


async def test_those_mentioned_get_five_films_with_a_bar_each(group: Group, face: str) -> None:
    room, grace = group
    answer = await together(room, face, room.alan, grace)
    assert answer.embed.title == "For ada, alan and grace"
    lines = answer.text.splitlines()
    assert sum(line.startswith(tuple("12345")) and "**" in line for line in lines) == 5
    for name in ("ada", "alan", "grace"):
        assert sum("█" in line and name in line for line in lines) == 5
    assert "↳" in answer.text
    assert any(text in answer.text for text in ONE)
    assert answer.labels == [*(text.label for text in RULE_TEXTS.values()), "Save to a list", "More"]


async def test_no_film_that_somebody_rated_is_shown_or_named(group: Group) -> None:
    room, grace = group
    text = (await together(room, "prefix", room.alan, grace)).text
    for rated in "; ".join(likes + "; " + dislikes for likes, dislikes in TASTES).split("; "):
        assert f"**{rated} (" not in text
        assert f"*{rated}*" not in text


async def test_every_rule_edits_the_message_and_anybody_of_the_group_may_press(group: Group) -> None:
    room, grace = group
    answer = await together(room, "prefix", room.alan, grace)
    seen = {answer.embed.description}
    for person, rule in zip((grace, room.alan, room.ada) * 2, Rule, strict=True):
        pressed = await person.click(answer.message, label=RULE_TEXTS[rule].label)
        assert pressed.acknowledged
        shown = room.newest()
        assert shown.message.id == answer.message.id
        assert f"**{RULE_TEXTS[rule].label}:**" in shown.text
        seen.add(shown.embed.description)
    assert len(seen) >= 5


async def test_in_fair_turns_everybody_gets_a_pick(group: Group) -> None:
    room, grace = group
    answer = await together(room, "prefix", room.alan, grace)
    await room.ada.click(answer.message, label="Fair turns")
    shown = room.newest()
    assert "Everybody gets a pick" in shown.text


async def test_nobody_else_may_press(group: Group) -> None:
    room, grace = group
    answer = await together(room, "prefix", room.alan)
    pressed = await grace.click(answer.message, label="Borda")
    assert room.answer_to(pressed).private
    assert "belong to the group" in room.answer_to(pressed).text


async def test_rules_and_pages_work_after_a_restart(group: Group) -> None:
    room, grace = group
    answer = await together(room, "prefix", room.alan, grace)
    await room.restart()
    seen: list[set[str]] = []
    for person, label, page in (
        (grace, "Least misery", ""),
        (room.alan, "More", ", page 2"),
        (room.ada, "More", ", page 3"),
        (grace, "Back", ", page 2"),
        (grace, "Borda", ""),
    ):
        pressed = await person.click(answer.message, label=label)
        assert pressed.acknowledged
        shown = room.newest()
        assert shown.embed.title == f"For ada, alan and grace{page}"
        assert f"**{label if label == 'Borda' else 'Least misery'}:**" in shown.text
        assert ("Back" in shown.labels) is bool(page)
        seen.append({line.partition("**")[2] for line in shown.text.splitlines() if line[:1].isdigit()})
    first, second, third, again, _ = seen
    assert second == again
    assert len(first | second | third) == 15


async def test_a_button_puts_the_films_on_a_list_after_a_restart_too(group: Group) -> None:
    room, grace = group
    await room.say("!list create Friday night")
    answer = await together(room, "prefix", room.alan, grace)
    (save,) = [each for each in answer.custom_ids if each.startswith("savefilms")]
    assert save.count(".") == 4
    await room.restart()
    asked = await grace.click(answer.message, label="Save to a list")
    assert room.answer_to(asked).private
    assert "On which list?" in room.answer_to(asked).text
    (kept,) = await room.bot.services.lists.of(Place.server(room.guild_id))
    await grace.select(room.answer_to(asked).message, [str(kept.id)])
    saved = room.newest()
    assert saved.text.count("➕") == 5
    entries = await room.bot.services.lists.entries(kept.id)
    assert {entry.adder_id for entry in entries} == {grace.id}
    assert all(f"**{entry.title}**" in answer.text for entry in entries)


async def test_who_has_rated_nothing_is_named_and_left_out(group: Group) -> None:
    room, grace = group
    (hopper,) = room.join("hopper")
    answer = await together(room, "prefix", grace, hopper)
    assert answer.embed.title == "For ada and grace"
    assert "like Alien` is a start" in answer.text


async def test_who_opted_out_is_named_without_blame_and_left_out(group: Group, face: str) -> None:
    room, grace = group
    await grace.send(room.channel, "!privacy group off")
    answer = await together(room, face, room.alan, grace)
    assert answer.embed.title == "For ada and alan"
    assert "**grace** takes no part in group recommendations." in answer.text


async def test_opting_out_holds_for_buttons_that_are_there_already(group: Group) -> None:
    room, grace = group
    answer = await together(room, "prefix", room.alan, grace)
    await grace.send(room.channel, "!privacy group off")
    await room.alan.click(answer.message, label="Borda")
    shown = Answer(await answer.message.fetch(), private=False)
    assert shown.embed.title == "For ada and alan"
    assert len(unpacked(shown.custom_ids[0].rsplit(":", 1)[1])) == 2


async def test_who_opted_out_is_told_how_to_come_back(group: Group, face: str) -> None:
    room, _ = group
    await room.say("!privacy group off")
    answer = await together(room, face, room.alan)
    assert answer.refused
    assert "privacy group on`" in answer.text


async def test_a_bot_is_no_member(group: Group) -> None:
    room, grace = group
    assert room.bot.user is not None
    text = f"<@{room.bot.user.id}> {grace.mention}"
    answer = await room.ask("prefix", "recommend together", text)
    assert "is a bot, and bots watch no films" in answer.text
    assert answer.embed.title == "For ada and grace"


async def test_who_left_the_server_is_left_out(group: Group) -> None:
    room, grace = group
    room.guild.remove_member(grace)
    await room.env.settle()
    answer = await together(room, "prefix", room.alan, grace)
    assert f"<@{grace.id}> is not in this server." in answer.text
    assert answer.embed.title == "For ada and alan"


async def test_who_left_is_gone_when_a_button_is_pressed(group: Group) -> None:
    room, grace = group
    answer = await together(room, "prefix", room.alan, grace)
    room.guild.remove_member(grace)
    await room.env.settle()
    await room.alan.click(answer.message, label="Borda")
    shown = room.newest()
    assert shown.embed.title == "For ada and alan"


async def test_somebody_named_twice_counts_once(group: Group) -> None:
    room, _ = group
    answer = await together(room, "prefix", room.alan, room.alan)
    assert answer.embed.title == "For ada and alan"
    assert "**alan** was named more than once" in answer.text


async def test_oneself_alone_is_no_group(group: Group, face: str) -> None:
    room, _ = group
    answer = await together(room, face, room.ada)
    assert answer.refused
    assert "only you" in answer.text


async def test_eight_fit_and_nine_do_not(room: Room, face: str) -> None:
    others = room.join(*(f"member{number}" for number in range(8)))
    await give_tastes(room, (room.ada, room.alan))
    for person in others:
        await person.send(room.channel, "!like Heat; Alien")
    answer = await together(room, face, *others[:7])
    assert answer.text.count("★") > 5
    for name in ("ada", "member0", "member6"):
        assert answer.text.count(f"`\N{NO-BREAK SPACE}{name}") == 5
    assert all(len(custom_id) <= 100 for custom_id in answer.custom_ids)
    answer = await together(room, face, *others)
    assert answer.refused
    assert "2 to 8 people" in answer.text


async def test_a_group_of_one_with_ratings_is_refused_with_the_reasons(room: Room, face: str) -> None:
    await room.say("!like Alien")
    answer = await together(room, face, room.alan)
    assert answer.refused
    assert "**alan** has rated nothing yet" in answer.text
    assert "too few for a group" in answer.text


@pytest.mark.parametrize("text", ["<@1>", "<@99999999999999999999>", "123456789012345678"])
async def test_an_id_of_nobody_gets_a_sentence(group: Group, text: str) -> None:
    room, _ = group
    answer = await room.ask("prefix", "recommend together", text)
    assert answer.refused
    assert "is not in this server" in answer.text


@pytest.mark.parametrize("text", ["everybody", "@ada", "<@&123>", "🙂 ```", "<@1> and <@2>"])
async def test_what_is_no_mention_gets_a_sentence(room: Room, text: str) -> None:
    answer = await room.ask("prefix", "recommend together", text)
    assert answer.refused
    assert "as people. Mention them" in answer.text


async def test_in_direct_messages_there_is_no_group(room: Room) -> None:
    await room.ada.send_dm("!recommend together")
    assert "only in a server" in room.direct()[-1]


async def test_by_slash_in_direct_messages_too(room: Room) -> None:
    result = await room.ada.user.slash("recommend together")
    assert "only in a server" in room.answer_to(result).text


async def test_ids_are_packed_and_unpacked() -> None:
    ids = tuple(2**63 + number for number in range(8))
    assert unpacked(packed(ids)) == ids
    for rule in Rule:
        assert len(ShowRule(rule, ids).custom_id) <= 100
        assert len(TurnGroupPage(MOST_PAGES - 1, rule, ids).custom_id) <= 100


# ---- the invitation


async def invited(room: Room, face: str, wait: int = 60) -> Answer:
    answer = await room.ask(face, "recommend together", wait=wait)
    assert answer.embed.title == "Who is in?"
    return answer


async def test_an_invitation_is_joined_by_pressing_and_begun_by_its_caller(group: Group, face: str) -> None:
    room, grace = group
    answer = await invited(room, face)
    await room.alan.click(answer.message, label="I'm in")
    await grace.click(answer.message, label="I'm in")
    shown = room.newest()
    assert "**ada**, **alan** and **grace**" in shown.text
    await room.ada.click(answer.message, label="Start now")
    shown = room.newest()
    assert shown.message.id == answer.message.id
    assert shown.embed.title == "For ada, alan and grace"
    assert "Fair turns" in shown.labels


async def test_it_begins_by_itself_when_the_time_is_up(group: Group, face: str) -> None:
    room, _ = group
    answer = await invited(room, face, wait=30)
    await room.env.advance_time(20)
    await room.alan.click(answer.message, label="I'm in")
    await room.env.advance_time(5)
    shown = room.newest()
    assert shown.embed.title == "Who is in?"
    await room.env.advance_time(6)
    shown = room.newest()
    assert shown.embed.title == "For ada and alan"


async def test_who_reacts_is_in_too_but_no_bot(group: Group) -> None:
    room, grace = group
    answer = await invited(room, "prefix", wait=30)
    await room.alan.react(answer.message, "🍿")
    await grace.react(answer.message, "👍")
    await grace.react(answer.message, "🍿")
    await answer.message.add_reaction("👍")
    await room.env.advance_time(31)
    shown = room.newest()
    assert shown.embed.title in {"For ada, alan and grace", "For ada, grace and alan"}
    assert "is a bot" not in shown.text


async def test_reactions_count_when_the_caller_starts(group: Group) -> None:
    room, _ = group
    answer = await invited(room, "prefix")
    await room.alan.react(answer.message, "🍿")
    await room.ada.click(answer.message, label="Start now")
    shown = room.newest()
    assert shown.embed.title == "For ada and alan"


async def test_reactions_that_the_bot_may_not_read_leave_those_who_pressed(group: Group) -> None:
    room, grace = group
    answer = await invited(room, "prefix", wait=30)
    await room.alan.click(answer.message, label="I'm in")
    await grace.react(answer.message, "🍿")
    path = f"/channels/{room.channel.id}/messages/{answer.message.id}"
    room.env.inject_error("GET", path, status=403, code=50013)
    await room.env.advance_time(31)
    shown = room.newest()
    assert shown.embed.title == "For ada and alan"


async def test_pressing_again_steps_out(group: Group) -> None:
    room, _ = group
    answer = await invited(room, "prefix")
    for _ in range(2):
        await room.alan.click(answer.message, label="I'm in")
    shown = room.newest()
    assert "In so far: **ada**\n" in shown.text


async def test_nobody_joining_is_told(group: Group, face: str) -> None:
    room, _ = group
    await invited(room, face)
    await room.env.advance_time(61)
    shown = room.newest()
    assert "Nobody else joined" in shown.text
    assert not shown.labels


async def test_only_the_caller_starts_and_not_alone(group: Group) -> None:
    room, _ = group
    answer = await invited(room, "prefix")
    alone = await room.ada.click(answer.message, label="Start now")
    assert "alone so far" in room.answer_to(alone).text
    await room.alan.click(answer.message, label="I'm in")
    foreign = await room.alan.click(answer.message, label="Start now")
    assert f"Only <@{room.ada.id}> can start it" in room.answer_to(foreign).text


async def test_who_opted_out_cannot_join_and_learns_why(group: Group) -> None:
    room, _ = group
    await room.alan.send(room.channel, "!privacy group off")
    answer = await invited(room, "prefix")
    pressed = await room.alan.click(answer.message, label="I'm in")
    answer = room.answer_to(pressed)
    assert answer.private
    assert "privacy group on`" in answer.text


async def test_who_joins_without_ratings_is_told_to_rate(group: Group) -> None:
    room, _ = group
    (hopper,) = room.join("hopper")
    answer = await invited(room, "prefix")
    pressed = await hopper.click(answer.message, label="I'm in")
    assert "rated nothing yet" in room.answer_to(pressed).text


async def test_a_deleted_invitation_ends_in_silence(group: Group) -> None:
    room, _ = group
    answer = await invited(room, "prefix")
    await room.alan.click(answer.message, label="I'm in")
    await answer.message.delete()
    await room.env.advance_time(61)


async def test_an_invitation_outlives_restarts_and_ends_on_time(group: Group) -> None:
    room, grace = group
    answer = await invited(room, "prefix", wait=60)
    await room.alan.click(answer.message, label="I'm in")
    await room.restart()
    await grace.click(answer.message, label="I'm in")
    assert "**ada**, **alan** and **grace**" in room.newest().text
    await grace.send(room.channel, "!forgetme")
    await grace.click(room.newest().message, label="Forget everything")
    await room.env.advance_time(50)
    await room.restart()
    await room.env.advance_time(11)
    assert room.now(answer.message).embed.title == "For ada and alan"
    assert await room.bot.services.invitations.unanswered(room.bot.application_id or 0) == ()


async def test_what_was_broken_off_or_due_meanwhile_is_answered_at_the_next_start(group: Group) -> None:
    room, _ = group
    invitations = room.bot.services.invitations
    begun, gone, due = [await invited(room, "prefix", wait=60) for _ in range(3)]
    for each in (begun, gone, due):
        await room.alan.click(each.message, label="I'm in")
    first, *_ = await invitations.unanswered(room.bot.application_id or 0)
    await invitations.begin(first.id, (), most=8)  # and killed
    await gone.message.delete()
    late = await room.ada.click(begun.message, label="Start now")
    assert "That is over" in room.answer_to(late).text
    await room.bot.close()
    await room.env.advance_time(61)
    await room.env.restart_bot(build_bot(room.bot.settings))
    await room.env.advance_time(1)
    assert [room.now(each.message).embed.title for each in (begun, due)] == ["For ada and alan"] * 2
    assert await room.bot.services.invitations.unanswered(room.bot.application_id or 0) == ()


async def test_recommend_for_oneself_works_as_before(group: Group, face: str) -> None:
    room, _ = group
    answer = await room.ask(face, "recommend", genre="comedy")
    assert answer.embed.title == "For ada"
