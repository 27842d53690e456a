"""Lists by prefix and by slash, in a server and in private: kept, shown, picked from, and what goes wrong."""

from __future__ import annotations

import csv
import io
from typing import Any

import discord
import pytest
import simcord

from storage.film_list import FilmList
from storage.places import Place
from tests.room import Answer, Room

FILMS = "Alien; Heat 1995; The Matrix"
TITLES = ["Alien (1979)", "Heat (1995)", "The Matrix (1999)"]


async def lists_of(room: Room) -> list[FilmList]:
    """Return the lists of the server."""
    return list(await room.bot.services.lists.of(Place.server(room.guild_id)))


async def on(room: Room, name: str = "Friday night") -> list[str]:
    """Return the titles that are left to watch on a list."""
    (found,) = [each for each in await lists_of(room) if each.name == name]
    return [each.title for each in await room.bot.services.lists.entries(found.id) if not each.watched_at]


@pytest.fixture
async def friday(room: Room) -> Room:
    """Let Ada make a list of three films."""
    await room.say("!list create Friday night")
    await room.say(f"!list add {FILMS}")
    return room


async def test_a_list_is_made_and_filled(room: Room, face: str) -> None:
    made = await room.ask(face, "list create", "Friday night")
    assert "Friday night is ready" in made.text
    added = await room.ask(face, "list add", FILMS)
    assert all(f"**{title}**" in added.text for title in TITLES)
    assert "3 films to watch" in added.text
    assert await on(room) == TITLES


async def test_a_list_shows_who_added_what(friday: Room, face: str) -> None:
    shown = await friday.ask(face, "list show")
    assert [shown.text.index(title) for title in TITLES] == sorted(shown.text.index(each) for each in TITLES)
    assert shown.text.count("· ada, <t:") == 3


async def test_the_bare_command_shows_the_lists_or_one_of_them(friday: Room) -> None:
    assert "**Friday night** · 3 films to watch" in (await friday.say("!list")).text
    assert "Alien" in (await friday.say("!list friday NIGHT")).text
    assert "Did you mean **Friday night**" in (await friday.say("!list Fridy nite")).text


async def test_all_lists_are_shown(friday: Room, face: str) -> None:
    await friday.say("!list create Film club")
    answer = await friday.ask(face, "list all")
    assert "**Film club** · 0 films" in answer.text
    assert "**Friday night** · 3 films" in answer.text


async def test_without_a_list_it_is_said_how_to_make_one(room: Room, face: str) -> None:
    assert "list create Friday night`" in (await room.ask(face, "list all")).text
    for command, text in (("list show", None), ("list pick", None), ("list add", "Alien")):
        answer = await room.ask(face, command, text)
        assert answer.refused
        assert "There is no list here yet" in answer.text


async def test_with_several_lists_the_name_goes_before_a_colon(friday: Room) -> None:
    await friday.say("!list create Film club")
    await friday.say("!list add film CLUB: Toy Story; Alien")
    assert await on(friday, "Film club") == ["Toy Story (1995)", "Alien (1979)"]
    assert await on(friday) == TITLES


async def test_with_several_lists_the_slash_form_has_a_field(friday: Room) -> None:
    await friday.say("!list create Film club")
    await friday.ask("slash", "list add", "Toy Story", name="Film club")
    assert await on(friday, "Film club") == ["Toy Story (1995)"]


async def test_a_film_that_has_a_list_s_name_before_its_colon_is_still_a_film(room: Room) -> None:
    await room.say("!list create Alien")
    await room.say("!list add Alien: Covenant")
    assert await on(room, "Alien") == ["Alien: Covenant (2017)"]
    await room.say("!list add Alien: Heat 1995")
    assert "Heat (1995)" in await on(room, "Alien")


async def test_without_a_name_a_menu_asks_for_the_list(friday: Room, face: str) -> None:
    await friday.say("!list create Film club")
    asked = await friday.ask(face, "list add", "Toy Story; The Matrix; Titanic")
    assert "Say the list, and you can choose: `Titanic`" in asked.text
    assert "On which list?" in asked.text
    club = next(each for each in await lists_of(friday) if each.name == "Film club")
    stranger = await friday.alan.select(asked.message, [str(club.id)])
    assert "belong to whoever" in friday.answer_to(stranger).text
    saved = await friday.ada.select(asked.message, [str(club.id)])
    assert "**Toy Story (1995)**" in friday.answer_to(saved).text
    assert await on(friday, "Film club") == ["Toy Story (1995)", "The Matrix (1999)"]


async def test_films_can_be_saved_to_a_list_that_is_made_for_them(friday: Room) -> None:
    await friday.say("!list create Film club")
    asked = await friday.say("!list add Toy Story")
    modal = await friday.ada.select(asked.message, ["new"])
    saved = await friday.ada.submit_modal(modal, {"name": "Sunday"})
    assert "**Toy Story (1995)**" in friday.answer_to(saved).text
    assert await on(friday, "Sunday") == ["Toy Story (1995)"]
    modal = await friday.ada.select(asked.message, ["new"])
    again = await friday.ada.submit_modal(modal, {"name": "SUNDAY"})
    assert "already" in friday.answer_to(again).text


async def test_which_list_is_asked_for_what_has_no_menu(friday: Room, face: str) -> None:
    await friday.say("!list create Film club")
    answer = await friday.ask(face, "list show")
    assert answer.refused
    assert "**Film club** and **Friday night**" in answer.text


async def test_an_unknown_list_is_answered_with_close_ones(friday: Room, face: str) -> None:
    answer = await friday.ask(face, "list show", "fryday nite")
    assert answer.refused
    assert "Did you mean **Friday night**" in answer.text


async def test_a_film_twice_is_said(friday: Room, face: str) -> None:
    answer = await friday.ask(face, "list add", "alien; Toy Story")
    assert "**Alien (1979)** is there already, added on <t:" in answer.text
    assert await on(friday) == [*TITLES, "Toy Story (1995)"]


async def test_an_unknown_film_is_answered_with_close_ones(friday: Room, face: str) -> None:
    answer = await friday.ask(face, "list add", "xqzzv of the wrrbl")
    assert answer.refused
    assert "I know no film called" in answer.text
    beside = await friday.ask(face, "list add", "Toy Story; xqzzv of the wrrbl")
    assert "I don't have that" in beside.text
    assert await on(friday) == [*TITLES, "Toy Story (1995)"]


async def test_namesakes_open_a_choice_that_outlives_a_restart(friday: Room, face: str) -> None:
    asked = await friday.ask(face, "list add", "Titanic")
    menu: Any = asked.message.components[0].children[0]  # type: ignore[union-attr]
    chosen = next(option.value for option in menu.options if option.label == "Titanic (1997)")
    stranger = await friday.alan.select(asked.message, [chosen])
    assert "belong to whoever" in friday.answer_to(stranger).text
    await friday.restart()
    await friday.ada.select(asked.message, [chosen])
    assert "Titanic (1997)" in await on(friday)


async def test_a_full_list_is_said(friday: Room, face: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("storage.lists.MOST_ENTRIES", 4)
    answer = await friday.ask(face, "list add", "Toy Story; Notting Hill")
    assert answer.refused
    assert "room for 1 more, not 2" in answer.text


async def test_too_many_lists_and_bad_names_are_said(
    friday: Room, face: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "already" in (await friday.ask(face, "list create", "FRIDAY NIGHT")).text
    assert "1 to 50 characters" in (await friday.ask(face, "list create", "x" * 51)).text
    monkeypatch.setattr("storage.lists.MOST_LISTS", 1)
    assert "I keep no more" in (await friday.ask(face, "list create", "Another")).text


async def test_odd_names_and_titles_get_a_sentence_and_ping_nobody(room: Room, face: str) -> None:
    await room.ask(face, "list create", "@everyone **`<@1>`**")
    for command in ("list add", "list remove", "list watched", "list show"):
        for text in (
            ";",
            "🙂",
            "@everyone",
            "```",
            ":",
            "\u202e",
            "x" * 3000 if face == "slash" else "x" * 1900,
        ):
            answer = await room.ask(face, command, text)
            assert answer.text, text
            assert not answer.message.mentions
            assert not answer.message.mention_everyone


async def test_a_film_is_removed_by_title_or_number(friday: Room, face: str) -> None:
    await friday.ask(face, "list remove", "heat")
    assert await on(friday) == [TITLES[0], TITLES[2]]
    await friday.ask(face, "list remove", "2")
    assert await on(friday) == TITLES[:1]
    answer = await friday.ask(face, "list remove", "Alien; Toy Story")
    assert "`Toy Story` is not on **Friday night**" in answer.text
    assert await on(friday) == TITLES[:1]


async def test_only_who_may_removes_renames_and_deletes(friday: Room) -> None:
    for command in ("remove Alien", "rename Other", "delete"):
        await friday.alan.send(friday.channel, f"!list {command}")
        answer = friday.newest()
        assert answer.refused
        assert "may manage messages may" in answer.text
    for command, options in (
        ("list remove", {"title": "Alien"}),
        ("list rename", {"new_name": "Other"}),
        ("list delete", {}),
    ):
        answer = friday.answer_to(await friday.alan.slash(friday.channel, command, **options))
        assert answer.refused
        assert answer.private
    assert await on(friday) == TITLES


async def test_who_added_a_film_may_remove_it_from_another_s_list(friday: Room) -> None:
    await friday.alan.send(friday.channel, "!list add Toy Story")
    await friday.alan.send(friday.channel, "!list remove Toy Story")
    assert await on(friday) == TITLES


async def test_who_manages_messages_may_do_everything(friday: Room) -> None:
    moderator = friday.moderator("Grace")
    await moderator.send(friday.channel, "!list remove Alien")
    await moderator.send(friday.channel, "!list rename Saturday")
    assert await on(friday, "Saturday") == TITLES[1:]
    asked = friday.answer_to(await moderator.slash(friday.channel, "list delete"))
    await moderator.click(asked.message, label="Delete it")
    assert await lists_of(friday) == []


async def test_a_list_of_somebody_who_left_or_was_forgotten_is_the_moderators(friday: Room) -> None:
    moderator = friday.moderator("Grace")
    await friday.bot.services.people.forget(friday.ada.id)
    answer = await friday.say("!list remove Alien")
    assert "Only who added it" in answer.text
    assert "· <t:" in (await friday.say("!list show")).text
    await moderator.send(friday.channel, "!list remove Alien")
    assert await on(friday) == TITLES[1:]


async def test_a_list_renamed_to_its_own_name_asks_for_another(friday: Room) -> None:
    answer = await friday.say("!list rename Friday night")
    assert answer.refused
    assert "Say the new name too" in answer.text
    assert "is now" in (await friday.say("!list rename FRIDAY NIGHT")).text


async def test_a_list_is_renamed(friday: Room, face: str) -> None:
    await friday.ask(face, "list rename", "Saturday")
    assert await on(friday, "Saturday") == TITLES
    await friday.say("!list create Film club")
    if face == "prefix":
        answer = await friday.say("!list rename Saturday: Film club")
    else:
        answer = await friday.ask(face, "list rename", "Film club", name="Saturday")
    assert "already" in answer.text


async def test_deleting_asks_once(friday: Room, face: str) -> None:
    asked = await friday.ask(face, "list delete")
    await friday.ada.click(asked.message, label="Keep it")
    assert await on(friday) == TITLES
    asked = await friday.ask(face, "list delete", "Friday night")
    await friday.ada.click(asked.message, label="Delete it")
    assert await lists_of(friday) == []


async def test_a_pick_has_buttons_for_another_and_for_watched(friday: Room, face: str) -> None:
    picked = await friday.ask(face, "list pick")
    assert picked.labels == ["Another", "Watched"]
    other = friday.answer_to(await friday.alan.click(picked.message, label="Another"))
    assert title_of(other) != title_of(picked)
    await friday.restart()
    await friday.alan.click(other.message, label="Watched")
    assert title_of(other) not in await on(friday)
    again = friday.answer_to(await friday.ada.click(other.message, label="Watched"))
    assert again.private
    assert "already" in again.text


def title_of(answer: Answer) -> str:
    return str(answer.embed.description).split("## ")[1].split("\n")[0]


async def test_a_pick_leaves_out_what_was_watched(friday: Room, face: str) -> None:
    await friday.say("!list watched Alien; Heat")
    assert title_of(await friday.ask(face, "list pick")) == TITLES[2]
    await friday.say("!list watched The Matrix")
    answer = await friday.ask(face, "list pick")
    assert answer.refused
    assert "All 3 films on **Friday night** were watched" in answer.text


async def test_an_empty_list_is_said(room: Room, face: str) -> None:
    await room.say("!list create Friday night")
    assert "is empty" in (await room.ask(face, "list pick")).text
    assert "Nothing yet" in (await room.ask(face, "list show")).text
    assert "Nothing yet" in (await room.ask(face, "list history")).text


async def test_watched_films_are_in_the_history_and_can_come_back(friday: Room, face: str) -> None:
    await friday.ask(face, "list watched", "heat; 1")
    assert await on(friday) == TITLES[2:]
    shown = await friday.ask(face, "list history")
    assert all(title in shown.text for title in TITLES[:2])
    assert "was watched" in (await friday.ask(face, "list add", "Heat 1995")).text
    await friday.ask(face, "list unwatch", "Heat")
    assert await on(friday) == TITLES[1:]


async def test_picking_by_votes_needs_a_vote(friday: Room, face: str) -> None:
    answer = await friday.ask(face, "list pick", by="votes")
    assert answer.refused
    assert "vote start`" in answer.text


async def test_an_export_can_be_opened(friday: Room, face: str) -> None:
    await friday.say("!list watched Heat")
    answer = await friday.ask(face, "list export")
    table, notes = [await each.read() for each in answer.message.attachments]
    assert [each.filename for each in answer.message.attachments] == ["friday-night.csv", "friday-night.md"]
    rows = list(csv.DictReader(io.StringIO(table.decode("utf-8-sig"))))
    assert [row["title"] for row in rows] == TITLES
    assert [bool(row["watched"]) for row in rows] == [False, True, False]
    assert rows[0]["wikipedia"] == "https://en.wikipedia.org/wiki/Alien_%28film%29"
    assert "# Friday night" in notes.decode()
    assert "- [x] [Heat (1995)]" in notes.decode()


async def test_a_long_list_has_pages(friday: Room, face: str) -> None:
    (kept,) = await lists_of(friday)
    films = [(f"Film {number}", f"Film {number}") for number in range(20)]
    await friday.bot.services.lists.add(kept.id, films, friday.ada.id, discord.utils.utcnow())
    shown = await friday.ask(face, "list show")
    assert "page 1 of 2" in shown.text
    await friday.ada.click(shown.message, label="Next")
    page = friday.last() if face == "prefix" else Answer(friday.channel.history()[-1], private=False)
    assert page is not None
    assert "23. **Film" in page.text


async def test_a_button_of_a_deleted_list_says_so(friday: Room) -> None:
    shown, picked = await friday.say("!list show"), await friday.say("!list pick")
    asked = await friday.say("!list add Titanic")
    menu: Any = asked.message.components[0].children[0]  # type: ignore[union-attr]
    (kept,) = await lists_of(friday)
    await friday.bot.services.lists.delete(kept.id)
    for result in (
        await friday.ada.click(shown.message, label="Pick one"),
        await friday.ada.click(picked.message, label="Watched"),
        await friday.ada.select(asked.message, [menu.options[0].value]),
    ):
        assert friday.answer_to(result).text == "That list is gone."


async def in_private(person: simcord.MemberActor, face: str, command: str, **options: str) -> Answer:
    """Let somebody ask in direct messages."""
    if face == "slash":
        return Room.answer_to(await person.user.slash(command, **options))
    await person.user.send_dm(f"!{command} {' '.join(options.values())}")
    return Answer(person.user.dm_channel.history()[-1], private=True)


async def test_in_private_the_lists_are_one_s_own(friday: Room, face: str) -> None:
    async def ask(person: simcord.MemberActor, command: str, **options: str) -> str:
        return (await in_private(person, face, command, **options)).text

    assert "There is no list here yet" in await ask(friday.ada, "list all")
    await ask(friday.ada, "list create", name="Mine")
    await ask(friday.ada, "list add", title="Toy Story")
    assert "**Mine** · 1 film to watch" in await ask(friday.ada, "list all")
    assert "Toy Story" in await ask(friday.ada, "list show")
    assert "Toy Story" in await ask(friday.ada, "list pick")
    assert "There is no list here yet" in await ask(friday.alan, "list show")
    await ask(friday.ada, "list remove", title="Toy Story")
    assert "Nothing yet" in await ask(friday.ada, "list show")


async def test_in_private_films_go_into_the_history_and_back(room: Room, face: str) -> None:
    async def ask(command: str, **options: str) -> str:
        return (await in_private(room.ada, face, command, **options)).text

    await ask("list create", name="Mine")
    await ask("list add", title="Toy Story; Alien")
    assert "Toy Story (1995)** was watched" in await ask("list watched", title="Toy Story")
    assert "Toy Story" in await ask("list history")
    assert "Alien" in await ask("list pick")
    assert "is to be watched" in await ask("list unwatch", title="Toy Story")
    assert "Nothing yet" in await ask("list history")


async def test_in_private_one_renames_exports_and_deletes(room: Room, face: str) -> None:
    await in_private(room.ada, face, "list create", name="Mine")
    await in_private(room.ada, face, "list add", title="Toy Story")
    assert "is now **Ours**" in (await in_private(room.ada, face, "list rename", new_name="Ours")).text
    exported = await in_private(room.ada, face, "list export")
    assert [each.filename for each in exported.message.attachments] == ["ours.csv", "ours.md"]
    asked = await in_private(room.ada, face, "list delete")
    await room.ada.user.click(asked.message, label="Delete it")
    assert "There is no list here yet" in (await in_private(room.ada, face, "list all")).text


async def test_lists_and_what_is_on_them_are_offered_while_typing(friday: Room) -> None:
    offered = await friday.ada.autocomplete(friday.channel, "list show", "name", "fri")
    assert [each["value"] for each in offered] == ["Friday night"]
    offered = await friday.ada.autocomplete(friday.channel, "list remove", "title", "mat")
    assert [each["name"] for each in offered] == ["The Matrix (1999)"]
    offered = await friday.ada.autocomplete(friday.channel, "list watched", "title", "", name="Friday night")
    assert len(offered) == 3
    offered = await friday.ada.autocomplete(friday.channel, "list add", "title", "toy sto")
    assert "Toy Story (1995)" in [each["name"] for each in offered]
    await friday.ada.slash(friday.channel, "list remove", title="The Matrix")
    assert await on(friday) == TITLES[:2]
