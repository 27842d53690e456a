from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from models.errors import WrongNumberOfCharacters
from models.text.endings import Kind
from models.text.errors import NoCellFollows, UnknownCell
from models.text.inspection import LEAST_RANGE, read_cell, read_surprise
from models.text.library import TextModel, load_text_model
from models.text.wrapping import MAX_CHARACTERS
from tests.handmade import BRACKET_CELL, CELLS, LINE_CELL, save_model


@pytest.fixture(scope="module")
def code(tmp_path_factory: pytest.TempPathFactory) -> TextModel:
    return _model(tmp_path_factory, Kind.CODE)


@pytest.fixture(scope="module")
def verse(tmp_path_factory: pytest.TempPathFactory) -> TextModel:
    return _model(tmp_path_factory, Kind.VERSE)


def _model(tmp_path_factory: pytest.TempPathFactory, kind: Kind) -> TextModel:
    folder = tmp_path_factory.mktemp("texts") / kind.value
    save_model(folder, kind)
    return load_text_model(folder)


def test_the_bracket_cell_switches_on_after_the_bracket_and_off_after_its_end(code: TextModel) -> None:
    reading = read_cell(code, "f(a, b) + c")
    assert reading.cell == BRACKET_CELL
    on = "".join(piece for piece, share in zip(reading.pieces, reading.shares, strict=True) if share > 0.5)
    assert on == "(a, b"
    assert "“(a, b”" in reading.colouring().alt
    assert "brackets" in reading.colouring().title


def test_brackets_come_first_and_else_what_is_followed_best(code: TextModel, verse: TextModel) -> None:
    assert read_cell(code, "x").best == code.best_cells[0]
    assert read_cell(verse, "x").best == verse.best_cells[0]
    assert read_cell(code, "x", follows="line").cell == LINE_CELL


def test_a_property_without_a_cell_is_refused_with_those_that_have_one(verse: TextModel) -> None:
    with pytest.raises(NoCellFollows) as refused:
        read_cell(verse, "x", follows="brackets")
    assert refused.value.available == ("line",)


def test_any_cell_can_be_watched_and_is_known_again(code: TextModel) -> None:
    assert read_cell(code, "x(", CELLS - 1).best is None
    assert read_cell(code, "x(", LINE_CELL).best == code.best_cells[1]
    with pytest.raises(UnknownCell):
        read_cell(code, "x", CELLS)


def test_a_cell_that_hardly_moves_is_not_blown_up(code: TextModel) -> None:
    low, high = read_cell(code, "aaaa", CELLS - 1).ends
    assert high - low == pytest.approx(LEAST_RANGE)
    assert low >= -1
    assert high <= 1


def test_shares_are_between_off_and_on(code: TextModel) -> None:
    for cell in range(CELLS):
        shares = read_cell(code, "f((((((x)))))) # a long line " * 3, cell).shares
        assert shares.min() >= 0
        assert shares.max() <= 1


def test_surprise_adds_up_and_names_its_peak(code: TextModel) -> None:
    reading = read_surprise(code, "print(1)")
    piece, bits = reading.peak
    assert reading.cost.total == pytest.approx(float(reading.cost.bits.sum()))
    assert bits == reading.cost.bits.max()
    assert piece == reading.cost.pieces[int(np.argmax(reading.cost.bits))]
    assert "".join(reading.colouring().pieces) == "print(1)"


def test_a_text_too_long_is_cut_and_says_by_how_much(code: TextModel) -> None:
    text = "word " * 400
    for reading in (read_cell(code, text), read_surprise(code, text)):
        shown = "".join(reading.colouring().pieces)
        assert len(shown) <= MAX_CHARACTERS
        assert reading.left_out == len(text) - len(shown)


def test_no_text_is_refused(code: TextModel) -> None:
    with pytest.raises(WrongNumberOfCharacters):
        read_cell(code, "")
    with pytest.raises(WrongNumberOfCharacters):
        read_surprise(code, "")


def test_the_model_reads_from_disk(tmp_path: Path) -> None:
    save_model(tmp_path / "mine", Kind.CODE)
    assert [best.name for best in load_text_model(tmp_path / "mine").best_cells] == ["brackets", "line"]
