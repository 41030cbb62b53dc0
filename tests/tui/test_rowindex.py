from hypothesis import given
from hypothesis import strategies as st

from tui.widgets.rowindex import RowIndex

Step = tuple[str, int, int]
STEPS = st.lists(
    st.tuples(
        st.sampled_from(["insert", "insert", "insert", "remove", "height"]), st.integers(0, 60), st.integers(1, 5)
    ),
    max_size=120,
)


def order(number: int) -> tuple[float, str, int]:
    return float(number // 3), str(number), 0


@given(STEPS)
def test_index_stands_where_a_plain_list_stands(steps: list[Step]) -> None:
    index, rows = RowIndex(2), {}
    for what, number, height in steps:
        key = f"k{number}"
        if what == "insert" and key not in rows:
            index.insert(key, order(number))
            rows[key] = (order(number), 2)
        elif what == "remove" and key in rows:
            index.remove(key)
            del rows[key]
        elif what == "height" and key in rows:
            index.set_height(key, height)
            rows[key] = (rows[key][0], height)
    expected = sorted(rows, key=lambda key: rows[key][0])
    assert list(index) == expected
    line = 0
    for number, key in enumerate(expected):
        assert index.number(key) == number
        assert index.nth(number) == key
        assert index.top(key) == line
        for inside in range(rows[key][1]):
            assert index.at(line + inside) == (key, line)
        line += rows[key][1]
        assert list(index.below(key)) == expected[number + 1 :]
        assert list(index.above(key)) == expected[:number][::-1]
    assert index.lines == line
    assert index.at(line) is None


def test_many_rows_are_split_and_found() -> None:
    index = RowIndex(3)
    index.fill((f"k{number}", (float(number), "", 0)) for number in range(5000))
    for number in range(2000):
        index.insert(f"n{number}", (2500.5, "", -number))
    assert len(index) == 7000
    assert index.lines == 21_000
    assert index.nth(2501) == "n1999"
    assert index.at(index.top("k4000") + 1) == ("k4000", index.top("k4000"))
