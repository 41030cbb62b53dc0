"""Editing feeds in a configuration file: only what was meant changes, whatever the file looks like."""

import tomllib
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sources.config import Config, ConfigError, load, shipped, user_path
from sources.feeds.configured import add_feeds, change_feed, moved, remove_feed, unique_name
from sources.models import Feed

FILE = """# My feeds.
[poll]
interval = 1200   # not too often

# The north.
[[feed]]
name = "Quay Wire"          # the harbour's own
url = "https://quay.example/feed"

# The south.

[[ feed ]] # odd spacing
url = 'https://mole.example/rss'
name = "Mole"
enabled = false

# Parties of mine.
[[party]]
name = "Harbour Board"
aliases = [
  "the board",  # for short
]
"""
PIER = Feed("Pier", "https://pier.example/atom", "Pier Post", allow_private=True, interval=600)


def made(folder: Path, text: str = FILE) -> Config:
    path = folder / "my.toml"
    path.write_bytes(text.encode())
    return load(path)


def test_a_feed_is_added_after_the_others_and_all_else_stays(tmp_path: Path) -> None:
    config = add_feeds(made(tmp_path), [PIER, Feed("Weir", "https://weir.example/", "Weir")])
    assert [feed.name for feed in config.feeds] == ["Quay Wire", "Mole", "Pier", "Weir"]
    assert config.feeds[2] == PIER
    text = config.path.read_text()
    block = '\n[[feed]]\nname = "Pier"\nurl = "https://pier.example/atom"\noutlet = "Pier Post"\n'
    block += "interval = 600\nallow_private = true\n"
    assert text == FILE.replace(
        "enabled = false\n", f'enabled = false\n{block}\n[[feed]]\nname = "Weir"\nurl = "https://weir.example/"\n'
    )
    assert load(config.path) == config


def test_a_feed_is_removed_and_the_comments_stay(tmp_path: Path) -> None:
    config = remove_feed(remove_feed(made(tmp_path), "Mole"), "Quay Wire")
    text = config.path.read_text()
    assert config.feeds == ()
    assert all(
        comment in text
        for comment in ("# My feeds.", "# The north.", "# The south.", "# Parties of mine.", "# for short")
    )
    assert "\n\n\n" not in text
    again = add_feeds(config, [PIER])
    assert again.feeds == (PIER,)


def test_keys_are_set_and_taken_out_in_their_place(tmp_path: Path) -> None:
    config = change_feed(made(tmp_path), "Quay Wire", {"interval": 900, "enabled": False})
    assert (config.feeds[0].interval, config.feeds[0].enabled) == (900, False)
    config = change_feed(config, "Mole", {"enabled": None})
    assert config.feeds[1].enabled
    config = change_feed(config, "Quay Wire", {"interval": None, "enabled": None})
    assert config.path.read_text() == FILE.replace("enabled = false\n", "")


def test_a_feed_that_moves_keeps_its_first_address_as_the_one_it_is_known_by(tmp_path: Path) -> None:
    config = made(tmp_path)
    for there in ("https://new.example/feed", "https://newer.example/feed"):
        config = change_feed(config, "Quay Wire", moved(config.feeds[0], there))
    assert (config.feeds[0].url, config.feeds[0].formerly) == (
        "https://newer.example/feed",
        "https://quay.example/feed",
    )
    assert "# the harbour's own" in config.path.read_text()


def test_the_shipped_configuration_is_copied_before_it_is_edited(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    monkeypatch.setenv("HOME", str(tmp_path))
    before = shipped().read_bytes()
    config = add_feeds(load(shipped()), [PIER])
    assert config.path == user_path()
    assert PIER in load(user_path()).feeds
    assert shipped().read_bytes() == before
    assert "# Parties: names that the program" in user_path().read_text()


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ('feed = [{name = "A", url = "https://a.example/"}]\n', "by hand"),
        ('[[feed]]\nname = "A"\nurl = "https://a.example/"\noutlet = """\n[[feed]]\n"""\n', "by hand"),
        ('[[feed]]\nname = "A"\nurl = "https://pier.example/atom"\n', "already"),
    ],
)
def test_what_cannot_be_edited_safely_is_refused_and_untouched(tmp_path: Path, text: str, words: str) -> None:
    config = made(tmp_path, text)
    with pytest.raises(ConfigError, match=words):
        add_feeds(config, [PIER])
    assert config.path.read_text() == text
    assert list(tmp_path.iterdir()) == [config.path]


def test_a_file_that_was_broken_or_changed_meanwhile_is_left_alone(tmp_path: Path) -> None:
    config = made(tmp_path)
    for text in ("[poll\n", FILE.replace("[[ feed ]]", "[[party]]")):
        config.path.write_text(text)
        with pytest.raises(ConfigError):
            add_feeds(config, [PIER])
        assert config.path.read_text() == text
    with pytest.raises(ConfigError, match="no feed is called 'Nobody'"):
        remove_feed(config, "Nobody")


def test_line_ends_marks_and_links_of_the_file_stay(tmp_path: Path) -> None:
    real = tmp_path / "real.toml"
    real.write_bytes(b"\xef\xbb\xbf" + FILE.replace("\n", "\r\n").encode())
    link = tmp_path / "link.toml"
    link.symlink_to(real)
    config = add_feeds(load(link), [PIER])
    raw = real.read_bytes()
    assert link.is_symlink()
    assert raw.startswith(b"\xef\xbb\xbf#")
    assert raw.count(b"\n") == raw.count(b"\r\n")
    assert load(config.path).feeds[-1] == PIER


def test_names_are_made_unique() -> None:
    assert unique_name("Quay", []) == "Quay"
    assert unique_name("Quay", ["Quay", "Quay 2"]) == "Quay 3"


_LINES = st.sampled_from(
    ["", "# note", "[[feed]]", '[["feed"]]', "  [[feed]] # x", "[poll]", "interval = 900", "[[party]]", 'kind = "body"']
    + [f'name = "{name}"' for name in "ABC"]
    + [f"url = 'https://{name}.example/'" for name in "abc"]
    + ['outlet = """', '"""', "enabled = false", "aliases = [", '"x", ]', "[screen]", "\x0b"]
)


@settings(max_examples=300, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(_LINES, max_size=14), st.integers(0, 3), st.sampled_from(["\n", "\r\n"]))
def test_whatever_the_file_only_what_was_meant_changes(
    tmp_path_factory: pytest.TempPathFactory, lines: list[str], which: int, newline: str
) -> None:
    path = tmp_path_factory.mktemp("c") / "c.toml"
    path.write_bytes(newline.join(lines).encode())
    try:
        config = load(path)
    except ConfigError:
        return
    before = tomllib.loads(path.read_bytes().decode())
    names = [feed.name for feed in config.feeds]
    try:
        if which == 0 or not names:
            expected = [*config.feeds, PIER]
            after = add_feeds(config, [PIER])
        elif which == 1:
            expected = list(config.feeds[1:])
            after = remove_feed(config, names[0])
        else:
            expected = [f for f in config.feeds if f.name != names[-1]]
            after = change_feed(config, names[-1], {"interval": 4_000})
            assert after.feeds[-1].interval == 4_000
    except ConfigError:
        assert tomllib.loads(path.read_bytes().decode()) == before
        return
    changed = names[-1] if names and which > 1 else None
    assert [f for f in after.feeds if f.name != changed] == expected
    assert {k: v for k, v in tomllib.loads(path.read_bytes().decode()).items() if k != "feed"} == {
        k: v for k, v in before.items() if k != "feed"
    }
