"""`doctor` finds what would keep the bot down, changes nothing and tells no secret."""

from __future__ import annotations

from pathlib import Path

import pytest
from pydantic import SecretStr

from bot import doctor
from bot.doctor import State, examine
from bot.settings import Settings

TOKEN = "MTA3NjU0MzIxMDk4NzY1NDMyMQ.GaBcDe.abcdefghijklmnopqrstuvwxyz0123456789-_"


def found(settings: Settings) -> dict[str, doctor.Finding]:
    return {each.about: each for each in examine(settings)}


def with_token(settings: Settings, token: str) -> Settings:
    return settings.model_copy(update={"token": SecretStr(token)})


def test_all_is_well_and_no_secret_is_told(settings: Settings) -> None:
    findings = found(with_token(settings, TOKEN))
    assert findings.pop("free space").told.endswith(" MB")
    assert {each.state for each in findings.values()} == {State.GOOD}
    told = " ".join(each.told for each in findings.values())
    assert not [part for part in TOKEN.split(".") if part in told]


def test_a_new_folder_is_no_fault_and_is_not_made(tmp_path: Path) -> None:
    settings = Settings(data_dir=tmp_path / "new" / "data")
    assert doctor.folder(settings.data_dir).state is State.GOOD
    assert doctor.token(settings).state is State.NOTE
    assert doctor.database(settings.kept_in).state is State.NOTE
    assert not (tmp_path / "new").exists()


@pytest.mark.parametrize("token", ["abc", TOKEN[:40], f"Bot {TOKEN}", f'"{TOKEN}"', "x" * 26 + TOKEN[26:]])
def test_what_is_no_token_is_told_without_showing_it(settings: Settings, token: str) -> None:
    finding = doctor.token(with_token(settings, token))
    assert finding.state is State.BAD
    assert token not in finding.told


@pytest.mark.parametrize(
    ("shards", "database", "state", "told"),
    [
        (None, None, State.GOOD, "one process"),
        ("4", None, State.GOOD, "all in this process"),
        ("0-3/16", None, State.NOTE, "direct messages come here. All processes must share one database"),
        ("4/16", None, State.NOTE, "direct messages go to the process with shard 0"),
        ("4-7/16", "postgresql://me@db/h", State.GOOD, "shards 4-7 of 16; direct messages go to"),
    ],
)
def test_the_shards_are_told_and_a_file_for_several_processes_is_noted(
    shards: str | None, database: str | None, state: State, told: str
) -> None:
    chosen = Settings.model_validate({"shards": shards, "database": database})
    finding = doctor.shards(chosen)
    assert finding.state is state
    assert told in finding.told


def test_a_damaged_database_is_told(settings: Settings) -> None:
    settings.database_file.write_bytes(settings.database_file.read_bytes()[:9000])
    finding = found(settings)["database"]
    assert finding.state is State.BAD
    assert "damaged" in finding.told


def test_a_full_disk_is_told(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.doctor.ROOM_NEEDED", 2**80)
    assert doctor.room(settings.data_dir).state is State.BAD
