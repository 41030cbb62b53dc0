from pathlib import Path

import pytest

from sources.config import ENVIRONMENT, ConfigError, find, load, shipped, user_path


def write(folder: Path, text: str) -> Path:
    path = folder / "my.toml"
    path.write_text(text, encoding="utf-8")
    return path


def faults(folder: Path, text: str) -> str:
    with pytest.raises(ConfigError) as error:
        load(write(folder, text))
    assert all("my.toml" in fault for fault in error.value.faults)
    return str(error.value)


def test_the_shipped_configuration_is_whole_and_takes_different_sides() -> None:
    config = load(shipped())
    outlets = {feed.outlet for feed in config.feeds}
    assert len(outlets) >= 14
    assert {"BBC News", "Al Jazeera", "TASS", "The Times of Israel", "Mehr News Agency"} <= outlets


def test_every_key_of_the_shipped_configuration_is_explained() -> None:
    for line in shipped().read_text(encoding="utf-8").split("[[feed]]")[0].splitlines():
        if "=" in line and not line.startswith("#"):
            assert "#" in line, line


def test_an_empty_file_is_a_configuration_without_feeds(tmp_path: Path) -> None:
    config = load(write(tmp_path, ""))
    assert config.feeds == ()
    assert config.interval == 900


@pytest.mark.parametrize(
    ("text", "key", "mend"),
    [
        ("[poll]\nintervall = 900", "poll.intervall", "did you mean 'interval'?"),
        ("[pol]\n", "pol", "did you mean 'poll'?"),
        ('[poll]\ninterval = "often"', "poll.interval", "must be a whole number"),
        ("[poll]\ninterval = true", "poll.interval", "must be a whole number"),
        ("[poll]\ninterval = 5", "poll.interval", "between 300 and 86400"),
        ('[text]\nfulltext = "sometimes"', "text.fulltext", "auto, always, never"),
        ('[[feed]]\nname = "A"\nurl = "kestrel.example"', "feed 'A'.url", "http:// or https://"),
        ('[[feed]]\nname = "A"\nurl = "ftp://kestrel.example/"', "feed 'A'.url", "http:// or https://"),
        ('[[feed]]\nname = "A"', "feed 'A'.url", "http:// or https://"),
        ('[[feed]]\nurl = "https://kestrel.example/"', "feed[1].name", "is missing"),
        ('[feed]\nname = "A"', "feed", "[[feed]]"),
        ('[[party]]\nname = "Guard"\naliases = "the guard"', "party[1].aliases", "a list of texts"),
        ('[[party]]\nname = "Guard"\nkind = "gang"', "party[1].kind", "body, state, group"),
        ("[poll\n", "not valid TOML", "line 1"),
    ],
)
def test_a_fault_names_the_file_the_key_and_the_mend(tmp_path: Path, text: str, key: str, mend: str) -> None:
    said = faults(tmp_path, text)
    assert key in said and mend in said


def test_duplicate_names_and_addresses_are_faults(tmp_path: Path) -> None:
    feed = '[[feed]]\nname = "{}"\nurl = "https://kestrel.example/{}"\n'
    assert "stands twice" in faults(tmp_path, feed.format("A", 1) + feed.format("A", 2))
    assert "address of feed 'A' already" in faults(tmp_path, feed.format("A", 1) + feed.format("B", 1))


def test_all_faults_are_told_at_once(tmp_path: Path) -> None:
    said = faults(tmp_path, '[poll]\npace = "slow"\n[text]\nfultext = "auto"\n[[feed]]\nname = "A"\nurl = "x"')
    assert len(said.splitlines()) == 3


def test_a_missing_file_and_one_that_is_not_utf8_are_named(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match=r"none\.toml: cannot be read"):
        load(tmp_path / "none.toml")
    (tmp_path / "latin.toml").write_bytes(b'[screen]\ntheme = "caf\xe9"')
    with pytest.raises(ConfigError, match="not UTF-8"):
        load(tmp_path / "latin.toml")


def test_the_option_wins_over_the_environment_and_that_over_the_rest(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv(ENVIRONMENT, raising=False)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    monkeypatch.setenv("HOME", str(tmp_path))
    assert find() == shipped()
    user_path().parent.mkdir(parents=True)
    user_path().write_text("")
    assert find() == user_path()
    monkeypatch.setenv(ENVIRONMENT, str(tmp_path / "env.toml"))
    assert find() == tmp_path / "env.toml"
    assert find(tmp_path / "option.toml") == tmp_path / "option.toml"


def test_controls_in_names_do_not_pass(tmp_path: Path) -> None:
    config = load(write(tmp_path, '[[feed]]\nname = "A\\u001b[31m"\nurl = "https://kestrel.example/"'))
    assert config.feeds[0].name == "A[31m"
