"""Settings: from the environment, all wrong ones told at once."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from bot import settings
from bot.cluster_address import parse_cluster
from bot.settings import Settings, SettingsError


def test_everything_has_a_default() -> None:
    assert settings.load().prefix == "!"
    assert settings.load().token is None


def test_an_empty_token_is_no_token(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DISCORD_TOKEN", "")
    assert settings.load().token is None


def test_the_token_does_not_show_in_a_printout(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DISCORD_TOKEN", "very.secret.token")
    assert "very" not in repr(settings.load())


def test_all_wrong_settings_are_told_at_once_with_their_remedy(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HYPERPLANE_PORT", "eighty")
    monkeypatch.setenv("HYPERPLANE_SHARDS", "many")
    monkeypatch.setenv("HYPERPLANE_LOG_LEVEL", "loud")
    with pytest.raises(SettingsError) as caught:
        settings.load()
    told = str(caught.value).splitlines()
    assert [line.split()[0] for line in told] == [
        "HYPERPLANE_LOG_LEVEL",
        "HYPERPLANE_PORT",
        "HYPERPLANE_SHARDS",
    ]
    assert all("It means:" in line for line in told)


def test_a_misspelt_setting_is_told_with_the_one_that_was_meant(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HYPERPLANE_PREFX", "?")
    with pytest.raises(SettingsError, match="Did you mean HYPERPLANE_PREFIX"):
        settings.load()


def test_a_dotenv_file_is_read(tmp_path: Path) -> None:
    (tmp_path / ".env").write_text("HYPERPLANE_PREFIX=?\nDISCORD_TOKEN=abc\nSOMETHING_ELSE=1\n")
    loaded = settings.load()
    assert loaded.prefix == "?"
    assert loaded.token is not None


def test_the_log_level_may_be_small(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HYPERPLANE_LOG_LEVEL", "debug")
    assert settings.load().log_level == "DEBUG"


def test_a_tilde_is_the_home_folder() -> None:
    assert Settings(data_dir=Path("~/vectors")).data_dir == Path.home() / "vectors"


def test_a_wrong_address_of_a_database_is_told_without_its_password(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HYPERPLANE_DATABASE", "mysql://me:s3cr3t@db/hyperplane")
    with pytest.raises(SettingsError, match=r"HYPERPLANE_DATABASE .*postgresql\+asyncpg://") as caught:
        settings.load()
    assert "s3cr3t" not in str(caught.value)
    monkeypatch.setenv("HYPERPLANE_DATABASE", "postgresql://me:s3cr3t@db/hyperplane")
    loaded = settings.load()
    assert str(loaded.kept_in) == "hyperplane at db:5432"
    assert "s3cr3t" not in repr(loaded)


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("tcp://scheduler", "tcp://scheduler:8786"),
        (" tls://10.0.0.5:9000/ ", "tls://10.0.0.5:9000"),
        ("tcp://[fd00::5]:8786", "tcp://[fd00::5]:8786"),
    ],
)
def test_a_cluster_s_address_is_read_whole(written: str, read: str) -> None:
    assert parse_cluster(written) == read


@pytest.mark.parametrize(
    "written",
    [
        "scheduler",
        "scheduler:8786",
        "http://scheduler",
        "tcp://",
        "tcp://host:port",
        "tcp://me@host",
        "tcp://host/x",
    ],
)
def test_a_wrong_address_of_a_cluster_is_told_with_how_to_write_it(
    monkeypatch: pytest.MonkeyPatch, written: str
) -> None:
    monkeypatch.setenv("HYPERPLANE_COMPUTE", written)
    with pytest.raises(SettingsError, match=r"HYPERPLANE_COMPUTE is wrong: .*(tcp://scheduler:8786|65535)"):
        settings.load()


def test_a_cluster_without_dask_is_told_with_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    monkeypatch.setenv("HYPERPLANE_COMPUTE", "tcp://scheduler")
    with pytest.raises(SettingsError, match=r"install the extra hyperplane\[dask\]"):
        settings.load()
