from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from tui import cells
from tui.ink import Ink, Piece

TEXT = st.text(alphabet=st.one_of(st.characters(), st.sampled_from("漢字 é🙂 a-\u202e\x1b[31m\u0301")), max_size=120)


@given(TEXT, st.integers(0, 40))
def test_a_cut_text_takes_no_more_cells_than_it_may(text: str, room: int) -> None:
    text = cells.shown(text)
    for cut in (cells.cut, cells.cut_middle):
        assert cell_len(cut(text, room)) <= room


@given(TEXT, st.integers(2, 40))
def test_wrapping_loses_only_white_space_and_keeps_offsets(text: str, room: int) -> None:
    text = cells.shown(text)
    spans = cells.wrap_spans(text, room)
    assert all(cell_len(text[start:end]) <= room for start, end in spans)
    assert "".join("".join(text[start:end].split()) for start, end in spans) == "".join(text.split())
    assert spans == sorted(spans)


@given(TEXT)
def test_shown_text_is_printable_and_as_long(text: str) -> None:
    shown = cells.shown(text)
    assert len(shown) == len(text)
    assert shown.isprintable()


@given(TEXT, TEXT, st.integers(4, 60))
def test_a_spread_line_is_exactly_as_wide_as_asked(left: str, right: str, room: int) -> None:
    line = cells.spread([Piece(cells.shown(left))], [Piece(cells.shown(right), Ink.MUTED)], room)
    assert cells.line_width(line) == room


def test_a_long_name_keeps_both_ends() -> None:
    assert cells.cut_middle("Vardian Interior Ministry", 15) == "Vardian…inistry"
    assert cells.cut_middle("Kestrel", 15) == "Kestrel"
