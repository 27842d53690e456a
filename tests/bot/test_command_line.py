"""The command line: one clear sentence and exit code 1 for what a person can mend."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from gensim.models import KeyedVectors

from bot.__main__ import main
from bot.settings import Settings, variable
from storage.database import Database
from testbed.wire.bed import Wire
from tests.models.movies.conftest import small_artifact

ROOT = Path(__file__).parents[2]
Run = Callable[..., "subprocess.CompletedProcess[str]"]


def environment(settings: Settings, **changed: str) -> dict[str, str]:
    kept = {"data_dir": str(settings.data_dir), "workers": "1"} | changed
    return {**os.environ, "PYTHONPATH": str(ROOT)} | {variable(name): value for name, value in kept.items()}


@pytest.fixture
def hyperplane(
    settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Run:
    """Run a command in this process: one of its own would spend most of its time on imports."""

    def run(*arguments: str, **changed: str) -> subprocess.CompletedProcess[str]:
        for name, value in environment(settings, **changed).items():
            monkeypatch.setenv(name, value)
        monkeypatch.chdir(tmp_path)
        monkeypatch.setattr(sys, "argv", ["hyperplane", *arguments])
        capsys.readouterr()
        with pytest.raises(SystemExit) as ended:
            main()
        out, err = capsys.readouterr()
        code = ended.value.code
        return subprocess.CompletedProcess(arguments, code if isinstance(code, int) else 0, out, err)

    return run


@pytest.fixture
def process(settings: Settings, tmp_path: Path) -> Run:
    """Run a command as a process of its own, as what starts the bot should be."""

    def run(*arguments: str, **changed: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "bot", *arguments]
        env = environment(settings, **changed)
        return subprocess.run(
            command, env=env, cwd=tmp_path, capture_output=True, text=True, check=False, timeout=60
        )

    return run


def one_sentence(done: subprocess.CompletedProcess[str]) -> str:
    """Return what was said of a failure, having checked that it is no traceback."""
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    return done.stderr


def test_wrong_settings_are_told_and_nothing_starts(process: Run) -> None:
    told = one_sentence(process("run", port="eighty", timeout_s="0"))
    assert "HYPERPLANE_PORT is wrong" in told
    assert "HYPERPLANE_TIMEOUT_S is wrong" in told


def test_a_port_in_use_is_told(process: Run) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        assert f"Port {port} is in use" in one_sentence(process("run", "--port", str(port)))


def test_unknown_vectors_are_told_with_the_known_ones(hyperplane: Run) -> None:
    assert "glove-6b-50d" in one_sentence(hyperplane("run", vectors="word3vec"))
    assert "glove-6b-50d" in one_sentence(hyperplane("vectors", "use", "word3vec"))


def test_damaged_vectors_are_told_with_the_way_to_mend_them(hyperplane: Run, tmp_path: Path) -> None:
    data_dir = tmp_path / "elsewhere"
    source = tmp_path / "mine.txt"
    source.write_text("".join(f"word{n} {n % 7 - 3}.5 {n % 5 - 2}.25 1.0\n" for n in range(50)))
    added = hyperplane("vectors", "add", str(source), data_dir=str(data_dir))
    assert added.returncode == 0, added.stderr
    for path in (data_dir / "vectors" / "mine").glob("*.npy"):
        path.write_bytes(path.read_bytes()[:64])
    told = one_sentence(hyperplane("run", data_dir=str(data_dir), vectors="mine"))
    assert "damaged" in told
    assert "hyperplane vectors add" in told


def test_a_disk_too_full_to_prepare_vectors_is_told_and_leaves_nothing(
    hyperplane: Run, tmp_path: Path
) -> None:
    data_dir = tmp_path / "elsewhere"
    limit = "import resource, sys; resource.setrlimit(resource.RLIMIT_FSIZE, (10_000_000, 10_000_000));"
    code = limit + "sys.argv = ['hyperplane', 'run']; import bot.__main__ as main; main.main()"
    settings = Settings(data_dir=data_dir)
    done = subprocess.run(
        [sys.executable, "-c", code],
        env=environment(settings, port="0"),
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert "can't be written" in one_sentence(done)
    assert not [path for path in data_dir.rglob("*") if path.is_file() and path.stat().st_size > 1_000_000]


async def test_a_wrong_token_is_told(settings: Settings) -> None:
    async with Wire.start() as wire:
        env = environment(settings, token="not.the.token")
        with pytest.raises(RuntimeError, match="ended with 1") as caught:
            async with wire.process("run", env=env, cold=True):
                pass
    assert "Discord refused the token" in str(caught.value)
    assert "Traceback" not in str(caught.value)
    assert "not.the.token" not in str(caught.value)


async def test_no_way_to_discord_is_told(settings: Settings) -> None:
    async with Wire.start() as wire:
        nowhere = wire.address
    env = environment(settings, token="a.b.c") | {"WIRE_ADDRESS": nowhere}
    command = [sys.executable, "-m", "testbed.wire.launch", "run"]
    done = subprocess.run(command, env=env, capture_output=True, text=True, check=False, timeout=60)  # noqa: ASYNC221
    assert "can't be reached" in one_sentence(done)


def test_vectors_are_added_listed_and_chosen(hyperplane: Run, tmp_path: Path) -> None:
    source = tmp_path / "mine.vec"
    source.write_text("5 2\nmusic 1 0\ndog 0.9 0.1\ncar 0 1\ncar 1 1\n")
    data_dir = str(tmp_path / "elsewhere")
    told = hyperplane("vectors", "add", str(source), data_dir=data_dir).stdout
    assert "Ready: mine, 3 words x 2. Skipped rows: 1 with a word that came before." in told
    assert "The first line announces 1 more than there are." in told
    assert "A check: nearest to music: dog, car." in told
    assert "mine from its next start" in hyperplane("vectors", "use", "mine", data_dir=data_dir).stdout
    assert "* mine" in hyperplane("vectors", "list", data_dir=data_dir).stdout


def test_what_gensim_saved_is_added_only_if_it_is_trusted(hyperplane: Run, tmp_path: Path) -> None:
    vectors = KeyedVectors(2)
    vectors.add_vectors(["cat", "dog"], np.eye(2, dtype=np.float32))
    vectors.save(str(tmp_path / "pets.kv"))
    data_dir = str(tmp_path / "elsewhere")
    add = ("vectors", "add", str(tmp_path / "pets.kv"))
    assert "opening one can run any program" in one_sentence(hyperplane(*add, data_dir=data_dir))
    assert "Ready: pets" in hyperplane(*add, "--trust-pickle", data_dir=data_dir).stdout


@pytest.mark.parametrize("stop", [signal.SIGINT, signal.SIGTERM])
def test_without_a_token_the_playground_runs_until_it_is_stopped(
    settings: Settings, tmp_path: Path, stop: signal.Signals
) -> None:
    process = subprocess.Popen(
        [sys.executable, "-m", "bot", "run", "--port", "0"],
        env=environment(settings),
        cwd=tmp_path,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    told = [process.stdout.readline() for _ in range(4)]
    assert "http://127.0.0.1:" in told[0]
    assert str(settings.data_dir) in told[2]
    assert "Ctrl-C" in told[3]
    process.send_signal(stop)
    out, err = process.communicate(timeout=30)
    assert process.returncode == 0
    assert out == "Stopped.\n"
    assert "WARNING" not in err
    assert "Traceback" not in err


def test_a_network_that_fills_gaps_is_trained_and_measured(hyperplane: Run, tmp_path: Path) -> None:
    text = tmp_path / "text.txt"
    text.write_text("".join(f"The {at} cats drink milk and the {at} dogs eat meat.\n" for at in range(300)))
    small = ("--minutes", "0.02", "--answers", "50", "--about", "mine", "--out", str(tmp_path / "model"))
    done = hyperplane("vectors", "train-context", "--corpus", str(text), *small)
    assert done.returncode == 0, done.stderr
    assert "held_out_nats_a_word" in done.stdout
    measured = hyperplane("vectors", "evaluate-context", "--model", str(tmp_path / "model")).stdout
    assert "average of the context" in measured
    told = one_sentence(hyperplane("vectors", "evaluate-context", "--model", str(tmp_path)))
    assert "hyperplane vectors train-context" in told
    nothing = tmp_path / "nothing.txt"
    nothing.touch()
    assert "nothing to learn from" in one_sentence(
        hyperplane("vectors", "train-context", "--corpus", str(nothing))
    )


def test_word_vectors_are_trained_and_put_into_use(hyperplane: Run, tmp_path: Path) -> None:
    text = tmp_path / "text.txt"
    text.write_text("".join(f"The {at % 9} cats drink milk and the dogs eat meat.\n" for at in range(300)))
    small = ("--dimensions", "8", "--epochs", "1", "--about", "mine", "--out", "my-vectors")
    done = hyperplane("vectors", "train", "--corpus", str(text), *small)
    assert done.returncode == 0, done.stderr
    assert "hyperplane vectors add my-vectors" in done.stdout
    assert hyperplane("vectors", "add", "my-vectors").returncode == 0
    assert "my-vectors" in hyperplane("vectors", "list").stdout
    (tmp_path / "my-vectors.checkpoint" / "sentences.txt").unlink()
    told = one_sentence(hyperplane("vectors", "build", "--corpus", str(text), "--word2vec", "my-vectors"))
    assert "Train with the same text first" in told


def test_the_cookbooks_recipe_is_trained_on_films_and_its_figures_stay_with_them(
    hyperplane: Run, tmp_path: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    films = tmp_path / "films"
    shutil.copytree(small_artifact(tmp_path_factory), films)
    done = hyperplane("movies", "train-cookbook", "--model", "films", "--epochs", "1")
    assert done.returncode == 0, done.stderr
    assert "Written to films: recall@10 " in done.stdout
    assert "after 1 epoch." in done.stdout
    measured = hyperplane("movies", "evaluate", "--model", "films").stdout
    assert "cookbook_on_train_films: " in measured
    told = one_sentence(hyperplane("movies", "train-cookbook", "--model", "elsewhere"))
    assert "hyperplane movies train" in told


def test_a_text_model_is_trained_listed_and_measured(hyperplane: Run, tmp_path: Path) -> None:
    poem = tmp_path / "poem.txt"
    poem.write_text("".join(f"The sea is (very) deep {at % 7}.\n" for at in range(1500)), encoding="utf-8")
    small = ("--hidden", "16", "--tokens", "60", "--minutes", "0.05")
    done = hyperplane("text", "train", "--name", "poem", "--corpus", str(poem), "--kind", "verse", *small)
    assert done.returncode == 0, done.stderr
    assert "bits a character: " in done.stderr  # a sample
    assert "The bot offers it as the style poem" in done.stdout
    assert "poem" in hyperplane("text", "list").stdout
    measured = hyperplane("text", "evaluate", "poem", "--corpus", str(poem)).stdout
    assert "poem: " in measured
    assert "xz -9e: " in measured


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("train", "--name", "a b", "--corpus", "."), "can't be called 'a b'"),
        (("train", "--name", "a", "--corpus", "."), "nothing to learn from"),
        (("evaluate", "latin"), "no text model called 'latin'"),
    ],
)
def test_what_cannot_be_trained_or_measured_is_told(
    hyperplane: Run, arguments: tuple[str, ...], told: str
) -> None:
    assert told in one_sentence(hyperplane("text", *arguments))


def test_a_database_on_a_server_has_its_own_tools_and_no_command_shows_its_password(
    hyperplane: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    patience = vars(Database)["open"].__func__.__kwdefaults__
    monkeypatch.setitem(patience, "wait_s", 0.1)  # nobody is there, however long one tries
    away = "postgresql+asyncpg://me:s3cr3t@127.0.0.1:1/kept"
    for arguments, told in {
        ("backup", "copy.db"): "pg_dump",
        ("restore", "copy.db"): "pg_restore",
        ("doctor",): "kept at 127.0.0.1:1 can't be reached",
        ("database", "copy"): "kept at 127.0.0.1:1 can't be reached",
        ("database", "copy", "--from", away): "the same",
        ("database", "copy", "--from", "sqlite:///nowhere.db"): "no database nowhere.db",
        ("database", "copy", "--to", "mysql://me:s3cr3t@h/x"): "--to is wrong: it must begin with",
    }.items():
        ended = hyperplane(*arguments, database=away)
        assert ended.returncode == 1, arguments
        assert told in ended.stdout + ended.stderr, arguments
        assert "s3cr3t" not in ended.stdout + ended.stderr, arguments
    assert "HYPERPLANE_DATABASE" in hyperplane("database", "copy").stderr
