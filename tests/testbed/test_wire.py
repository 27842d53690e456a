"""The second test bed is itself tested, with a bot of a few lines: what it claims of Discord must hold."""

import asyncio
from collections.abc import AsyncIterator

import discord
import pytest
from discord.ext import commands

from testbed.wire.answers import NotAcknowledgedError
from testbed.wire.bed import Wire
from testbed.wire.gateway import Drop
from testbed.wire.people import Channel, Guild, Person
from tests.testbed.tiny import ShardedBot, Tiny, TinyBot


@pytest.fixture
def guild(wire: Wire) -> Guild:
    return wire.guild("Study group", members=20)


@pytest.fixture
def lab(guild: Guild) -> Channel:
    return guild.text_channel("lab")


@pytest.fixture
def alice(guild: Guild) -> Person:
    return guild.member("Alice")


@pytest.fixture
async def tiny(wire: Wire, lab: Channel, alice: Person) -> AsyncIterator[Tiny]:
    async with wire.running(TinyBot()) as bot:
        yield bot.tiny


async def test_prefix_command_is_answered(wire: Wire, lab: Channel, alice: Person, tiny: Tiny) -> None:
    message = alice.send(lab, "!ping")
    reply = await wire.reply_to(message)
    assert (reply.content, reply.reply_to) == ("pong", message.id)


async def test_direct_message_is_answered(wire: Wire, alice: Person, tiny: Tiny) -> None:
    assert (await wire.reply_to(alice.send(alice.dm(), "!ping"))).content == "pong"


async def test_deferred_answer_shows_every_state(lab: Channel, alice: Person, tiny: Tiny) -> None:
    interaction = alice.slash(lab, "slow")
    answer = await interaction.answer(where=lambda answer: bool(answer.followups))
    assert answer.deferred
    assert [(state.content, state.loading) for state in answer.states] == [
        ("", True),
        ("half", False),
        ("whole", False),
    ]
    assert [state.at for state in answer.states] == sorted(state.at for state in answer.states)
    assert 0 < answer.acknowledged_after_s < answer.answered_after_s
    assert answer.content == "whole"
    assert [post.content for post in answer.followups] == ["and more"]


async def test_first_answer_comes_without_waiting_for_the_last(
    lab: Channel, alice: Person, tiny: Tiny
) -> None:
    assert (await alice.slash(lab, "slow").answer()).content == "half"


async def test_ephemeral_answer_is_seen_by_one_person_only(lab: Channel, alice: Person, tiny: Tiny) -> None:
    answer = await alice.slash(lab, "secret", to=alice).answer()
    assert (answer.content, answer.ephemeral, answer.deferred) == ("for Alice only", True, False)
    assert lab.posts == []


async def test_autocomplete_offers_choices(lab: Channel, alice: Person, tiny: Tiny) -> None:
    answer = await alice.autocomplete(lab, "eat", "fruit", "ap").answer()
    assert [choice["value"] for choice in answer.choices] == ["apple", "apricot"]
    assert (await alice.slash(lab, "eat", fruit="apple").answer()).content == "ate apple"


async def test_button_menu_and_modal(wire: Wire, lab: Channel, alice: Person, tiny: Tiny) -> None:
    message = await wire.reply_to(alice.send(lab, "!count"))
    assert message.custom_ids == ["more", "name", "step"]
    assert (await alice.click(message, "more").answer()).content == "1"
    assert (await alice.click(message, label="More").answer()).content == "2"
    assert [post.content for post in wire.states(message)] == ["0", "1", "2"]
    assert (await alice.select(message, ["ten"]).answer()).content == "step ten"
    shown = alice.click(message, "name")
    modal = (await shown.answer()).modal
    assert modal is not None
    assert modal["title"] == "Name it"
    assert (await alice.submit(shown, {"called": "Ada"}).answer()).content == "called Ada"


async def test_button_outlives_its_bot(wire: Wire, lab: Channel, alice: Person) -> None:
    async with wire.running(TinyBot()):
        message = await wire.reply_to(alice.send(lab, "!count"))
    async with wire.running(TinyBot()):
        assert (await alice.click(message, "more").answer()).content == "1"


async def test_uploaded_file_comes_back(wire: Wire, lab: Channel, alice: Person, tiny: Tiny) -> None:
    reply = await wire.reply_to(alice.send(lab, "!louder", files=[("my notes.txt", b"quiet")]))
    assert (reply.content, reply.attachments[0].data) == ("here", b"QUIET")
    assert reply.attachments[0].description == "alt"
    answer = await alice.slash(lab, "shout", file=("a.txt", b"quiet")).answer()
    loud = answer.attachments[0]
    assert (loud.filename, loud.data, loud.description) == ("loud_file.txt", b"QUIET", "in capitals")


async def test_file_over_the_limit_is_refused(wire: Wire, lab: Channel, alice: Person, tiny: Tiny) -> None:
    assert len((await wire.reply_to(alice.send(lab, "!heavy 10"))).attachments[0].data) == 10 * 2**20
    assert (await wire.reply_to(alice.send(lab, "!heavy 11"))).content == "413 40005"


async def test_deferred_update_changes_the_message(
    wire: Wire, lab: Channel, alice: Person, tiny: Tiny
) -> None:
    message = await wire.reply_to(alice.send(lab, "!whom"))
    answer = await alice.select(message, [alice]).answer()
    assert (answer.content, answer.deferred, answer.post.id) == ("chose Alice", True, message.id)
    assert answer.post.components == ()


async def test_context_menu_and_reactions(wire: Wire, lab: Channel, alice: Person, tiny: Tiny) -> None:
    message = alice.send(lab, "well said")
    assert (await alice.context_menu(lab, "Quote", message).answer()).content == "> well said"
    alice.react(message, "👍")
    await wire.reply_to(alice.send(lab, "!ping"))
    assert tiny.reactions == ["👍"]


async def test_thread_is_opened_and_joined_in(wire: Wire, lab: Channel, alice: Person, tiny: Tiny) -> None:
    alice.send(lab, "!thread")
    post = await wire.see(lambda post: post.content == "in here")
    thread = wire.channel(post.channel_id)
    assert thread.id != lab.id
    assert (await wire.reply_to(alice.send(thread, "!ping"))).content == "pong"


async def test_members_arrive_in_chunks(wire: Wire, lab: Channel, alice: Person, tiny: Tiny) -> None:
    reply = await wire.reply_to(alice.send(lab, "!people"))
    assert reply.content == "23 5"  # 20 members, Alice, the owner, the bot; limited to 5


async def test_twenty_people_at_once_get_twenty_right_answers(
    wire: Wire, guild: Guild, lab: Channel, tiny: Tiny
) -> None:
    people = guild.members[:20]
    messages = [person.send(lab, f"!ping {person.id}") for person in people]
    interactions = [person.slash(lab, "ping", word=person.name) for person in people]
    replies = await asyncio.gather(*(wire.reply_to(message) for message in messages))
    answers = await asyncio.gather(*(interaction.answer() for interaction in interactions))
    assert [reply.content for reply in replies] == [f"pong {person.id}" for person in people]
    assert [answer.content for answer in answers] == [f"pong {person.name}" for person in people]


@pytest.mark.parametrize("by", ["close", "cut", "reconnect", "invalidate"])
async def test_message_sent_while_the_gateway_is_down_is_replayed(
    wire: Wire, lab: Channel, alice: Person, tiny: Tiny, by: Drop
) -> None:
    async with wire.gateway_down(by=by):
        message = alice.send(lab, "!ping")
    assert (await wire.reply_to(message)).content == "pong"
    assert (wire.gateway.identified, wire.gateway.resumed) == (1, 1)


async def test_forgotten_session_identifies_afresh(
    wire: Wire, lab: Channel, alice: Person, tiny: Tiny
) -> None:
    await wire.drop_gateway(resume=False)
    await wire.until(lambda: wire.gateway.identified == 2 or None)
    assert wire.gateway.resumed == 0
    assert (await wire.reply_to(alice.send(lab, "!ping"))).content == "pong"


@pytest.mark.parametrize("is_global", [False, True])
async def test_429_is_retried_after_the_time_it_names(
    wire: Wire, lab: Channel, alice: Person, tiny: Tiny, is_global: bool
) -> None:
    fault = wire.fail("POST", "/channels/*/messages", retry_after_s=0.3, is_global=is_global)
    assert (await wire.reply_to(alice.send(lab, "!ping"))).content == "pong"
    first, second = [each for each in wire.requests if each.path.endswith("/messages")]
    assert (fault.hits, first.status, second.status) == (1, 429, 200)
    assert second.at - first.at >= 0.3


async def test_500_is_retried(wire: Wire, lab: Channel, alice: Person, tiny: Tiny) -> None:
    wire.fail("POST", "/channels/*/messages", status=500)
    assert (await wire.reply_to(alice.send(lab, "!ping"))).content == "pong"


@pytest.mark.parametrize(("status", "said"), [(403, "Forbidden 50013"), (404, "NotFound 10008")])
async def test_403_and_404_are_raised_in_the_bot(
    wire: Wire, lab: Channel, alice: Person, tiny: Tiny, status: int, said: str
) -> None:
    wire.fail("POST", "/channels/*/messages", status=status, predicate=lambda body: body["content"] == "up")
    assert (await wire.reply_to(alice.send(lab, "!stumble"))).content == said


async def test_announced_rate_limit_is_kept(wire: Wire, guild: Guild, lab: Channel, tiny: Tiny) -> None:
    wire.limit("POST", "/channels/*/messages", requests=3, per_s=0.3)
    messages = [person.send(lab, "!ping") for person in guild.members[:7]]
    replies = await asyncio.gather(*(wire.reply_to(message) for message in messages))
    assert len({reply.reply_to for reply in replies}) == 7
    assert {request.status for request in wire.requests if request.path.endswith("/messages")} == {200}


async def test_wrong_token_is_refused(wire: Wire) -> None:
    with pytest.raises(discord.LoginFailure):
        async with wire.running(TinyBot(), token="another"):
            pass
    assert [request.status for request in wire.requests] == [401]


async def test_token_withdrawn_before_the_gateway_closes_with_4004(wire: Wire) -> None:
    class LateBot(commands.Bot):
        async def setup_hook(self) -> None:
            wire.token = "another"

    with pytest.raises(discord.ConnectionClosed) as closed:
        async with wire.running(LateBot("!", intents=discord.Intents.none())):
            pass
    assert closed.value.code == 4004


async def test_refused_intent_ends_the_bot(wire: Wire) -> None:
    wire.refuse_intent(message_content=True)
    with pytest.raises(discord.PrivilegedIntentsRequired):
        async with wire.running(TinyBot()):
            pass


async def test_without_the_content_intent_only_mentions_are_read(
    wire: Wire, lab: Channel, alice: Person
) -> None:
    wire.refuse_intent(message_content=True)
    intents = discord.Intents.default()
    bot = TinyBot(intents)
    bot.command_prefix = commands.when_mentioned_or("!")
    read: list[str] = []

    @bot.listen()
    async def on_message(message: discord.Message) -> None:
        read.append(message.content)

    async with wire.running(bot):
        alice.send(lab, "!ping")
        mention = f"<@{wire.bot_id}> ping"
        assert (await wire.reply_to(alice.send(lab, mention))).content == "pong"
    assert read[:2] == ["", mention]
    assert not bot.application_flags.gateway_message_content_limited


async def test_unacknowledged_interaction_dies() -> None:
    async with Wire.start(acknowledge_within_s=0.3) as wire:
        guild = wire.guild("Study group")
        lab, alice = guild.text_channel("lab"), guild.member("Alice")
        async with wire.running(TinyBot()) as bot:
            with pytest.raises(NotAcknowledgedError):
                await alice.slash(lab, "sleepy").answer()
            late = await wire.until(
                lambda: next((each for each in wire.requests if each.status == 404), None)
            )
            assert late.path.startswith("/interactions/")
            await asyncio.sleep(0.05)  # the refusal still has to reach the bot
            assert [error.code for error in bot.tiny.errors] == [10062]


async def test_each_shard_hears_of_its_own_guilds() -> None:
    async with Wire.start(shards=2) as wire:
        rooms = []
        for shard in range(2):
            guild = wire.guild(f"Group {shard}", members=1, shard=(shard, 2))
            rooms.append((guild, guild.text_channel("lab")))
        async with wire.running(ShardedBot("!", intents=discord.Intents.all())) as bot:
            assert bot.shard_count == 2
            for number, (guild, lab) in enumerate(rooms):
                known = bot.get_guild(guild.id)
                assert known is not None
                assert known.shard_id == number
                assert (await wire.reply_to(guild.members[0].send(lab, "!ping"))).content == "pong"


async def test_bot_as_its_own_process_survives_being_killed(wire: Wire, lab: Channel, alice: Person) -> None:
    environment = {"TINY_TOKEN": wire.token}
    async with wire.process("run", entry="tests.testbed.tiny:main", env=environment) as bot:
        message = await wire.reply_to(alice.send(lab, "!count"))
        assert await bot.kill() == -9
    async with wire.process("run", entry="tests.testbed.tiny:main", env=environment) as bot:
        assert (await alice.click(message, "more").answer()).content == "1"
        await bot.stop()
        assert "Traceback" not in bot.output


async def test_process_that_ends_early_is_reported_with_its_output(wire: Wire) -> None:
    with pytest.raises(RuntimeError, match="Improper token"):
        async with wire.process("run", entry="tests.testbed.tiny:main", env={"TINY_TOKEN": "another"}):
            pass


async def test_request_the_model_does_not_know_fails_the_test() -> None:
    async def ask_for_the_unknown() -> None:
        async with Wire.start() as wire, wire.running(TinyBot()) as bot:
            with pytest.raises(discord.HTTPException):
                await bot.http.request(discord.http.Route("GET", "/voice/regions"))

    with pytest.raises(NotImplementedError, match="/voice/regions"):
        await ask_for_the_unknown()
