"""The command line as a script meets it: contracts, exit statuses, faults in words."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from sources.claims.reader import Reader
from sources.models import Article, Reading
from sources.newsroom.http import Response
from sources.newsroom.server import Newsroom
from tests.newsroom.fixtures import newsroom  # noqa: F401
from tui.cli import main

CLAIM = "The Hill Guard said on Tuesday that it had shot down an army helicopter near Osh Tal.\n"
DENIAL = "The Vardian Defence Ministry denied that the Hill Guard had shot down an army helicopter near Osh Tal.\n"


@pytest.fixture
def run(tmp_path: Path):  # type: ignore[no-untyped-def]
    """Run `gainsay` with these arguments in a home of its own."""
    kept = {k: v for k, v in os.environ.items() if k in {"PATH", "PYTHONPATH"}}
    root = str(Path(__file__).parents[1])

    def call(*args: str | Path, given: str | None = None) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "tui", *map(str, args)],
            input=given,
            capture_output=True,
            text=True,
            cwd=tmp_path,
            env={**kept, "HOME": str(tmp_path), "PYTHONPATH": root, "XDG_CONFIG_HOME": str(tmp_path / "conf")},
        )

    return call


def lines(done: subprocess.CompletedProcess[str]) -> list[dict[str, Any]]:
    return [json.loads(line) for line in done.stdout.splitlines()]


def feeds_toml(folder: Path, room: Newsroom, outlets: set[str]) -> Path:
    path = folder / "feeds.toml"
    rows = [f for f in room.feeds if f.outlet in outlets]
    text = "[poll]\npace = 0.0\n" + "".join(
        f'[[feed]]\nname = "{f.name}"\nurl = "{f.url}"\nallow_private = true\n' for f in rows
    )
    path.write_text(text, encoding="utf-8")
    return path


def test_read_prints_one_object_an_article_with_offsets_into_the_given_text(run, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    given = [{"id": "a", "text": "\ufeff\x1b[1m" + CLAIM, "outlet": "Kestrel"}, {"id": "b", "text": DENIAL}]
    path = tmp_path / "two.jsonl"
    path.write_text("\n".join(json.dumps(g) for g in given), encoding="utf-8")
    done = run("read", path, "--json")
    assert done.returncode == 0, done.stderr
    out = lines(done)
    assert [o["id"] for o in out] == ["a", "b"]
    assert [o["text"] for o in out] == [g["text"] for g in given]
    for o in out:
        assert o["language"] == "en"
        for s in o["statements"]:
            for part in ("source", "cue", "content"):
                pieces = [o["text"][a:b] for a, b in s[part]["spans"]]
                assert s[part]["text"] == " ".join(pieces)
    (denial,) = [s for s in out[1]["statements"] if s["stance"] == "denies"]
    assert denial["source"]["party"] == "Vardian Defence Ministry"
    assert denial["act"] == "speech"


def test_read_knows_the_outlets_of_what_is_read_together(run, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    told = "The lock was shut in March, the keeper told NMW on Monday in the harbour town of Lurenna.\n"
    given = [
        {"id": "a", "text": told, "outlet": "The Sorrel Bee"},
        {"id": "b", "text": told, "outlet": "Norrig Market Wire"},
    ]
    path = tmp_path / "two.jsonl"
    path.write_text("\n".join(json.dumps(g) for g in given), encoding="utf-8")
    done = run("read", path, "--json")
    assert [s["via"] for o in lines(done) for s in o["statements"]] == [["Norrig Market Wire"], []]


def test_read_for_a_person_marks_in_words_and_lets_no_control_through(run, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    path = tmp_path / "a.txt"
    path.write_text("\x1b]0;owned\x07" + DENIAL, encoding="utf-8")
    done = run("read", path)
    assert done.returncode == 0
    assert "▼ denies" in done.stdout and "\x1b]" not in done.stdout and "\x07" not in done.stdout


def test_what_cannot_be_read_is_told_in_its_place_and_stops_nothing(run, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    (tmp_path / "good.txt").write_text(CLAIM)
    (tmp_path / "bad.txt").write_bytes(b"caf\xe9 \xff")
    done = run("read", "bad.txt", "none.txt", "good.txt", "--json")
    assert done.returncode == 1
    out = lines(done)
    assert "error" in out[0] and "error" in out[1] and out[2]["statements"]


def test_a_fault_of_the_program_in_one_article_is_told_and_stops_no_other(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    def read(self: Reader, article: Article) -> Reading:
        if article.id == "b":
            raise IndexError("no word left")
        return Reading(article, "en", None, ())

    monkeypatch.setattr(Reader, "read", read)
    empty = tmp_path / "empty.toml"
    empty.write_text("", encoding="utf-8")
    path = tmp_path / "three.jsonl"
    path.write_text("\n".join(json.dumps({"id": n, "text": CLAIM}) for n in "abc"), encoding="utf-8")
    assert main(["--config", str(empty), "read", str(path), "--json"]) == 1
    out = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [o["id"] for o in out] == ["a", "b", "c"]
    assert "no word left" in out[1]["error"] and "report" in out[1]["error"]
    assert "error" not in out[0] and "error" not in out[2]
    assert main(["--config", str(empty), "board", str(path)]) == 1
    assert "gainsay: b: " in capsys.readouterr().err


def test_board_reads_files_as_one_stream_and_standard_input_too(run, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    text = "\n".join(
        json.dumps({"id": n, "text": t, "outlet": n, "published": "2031-03-04T06:40Z"})
        for n, t in (("Kestrel", CLAIM), ("Meridian", DENIAL))
    )
    done = run("board", "-", "--json", given=text)
    assert done.returncode == 0, done.stderr
    (conflict,) = json.loads(done.stdout)
    assert conflict["kind"] == "denial" and conflict["triage"] == "new" and conflict["status"] == "contested"
    assert (conflict["outlets"], conflict["origins"]) == (2, 2)
    assert conflict["opened"] == "2031-03-04T06:40:00Z"
    stances = {side["stance"]: side["parties"] for side in conflict["sides"]}
    assert stances == {"asserts": ["Hill Guard"], "denies": ["Vardian Defence Ministry"]}


def test_watch_once_stores_what_board_and_feeds_then_show(run, newsroom: Newsroom, tmp_path: Path) -> None:  # type: ignore[no-untyped-def] # noqa: F811
    newsroom.release_all()
    config = feeds_toml(tmp_path, newsroom, {"Kestrel", "Meridian", "Radio Caldrun"})
    common = ("--config", config, "--store", tmp_path / "store")
    done = run(*common, "watch", "--once")
    assert done.returncode == 0, done.stderr
    events = lines(done)
    assert events and events[0]["event"] == "new"
    told = {e["conflict"]["id"] for e in events} - {e["conflict"]["id"] for e in events if e["event"] == "gone"}
    board = json.loads(run(*common, "board", "--json").stdout)
    assert {c["id"] for c in board} == told
    feeds = json.loads(run(*common, "feeds", "--json").stdout)
    assert {f["name"] for f in feeds} == {"Kestrel", "Meridian", "Radio Caldrun"}
    assert all(f["last_success"] and not f["last_error"] and f["entries"] for f in feeds)


def test_feeds_check_says_what_is_wrong_and_fails_then(run, newsroom: Newsroom, tmp_path: Path) -> None:  # type: ignore[no-untyped-def] # noqa: F811
    config = feeds_toml(tmp_path, newsroom, {"Kestrel", "Meridian"})
    assert run("--config", config, "feeds", "check").returncode == 0
    bad = next(f for f in newsroom.feeds if f.outlet == "Meridian")
    newsroom.script(bad.url, Response(404, {}, b""))
    done = run("feeds", "check", "--json", "--config", config)
    assert done.returncode == 1
    said = {f["name"]: f["last_error"] for f in json.loads(done.stdout)}
    assert said["Kestrel"] is None and "404" in said["Meridian"]
    done = run("feeds", "check", "Kestrl", "--config", config)
    assert done.returncode == 2 and "Kestrl" in done.stderr


def test_a_damaged_store_starts_nothing_and_loses_nothing(run, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    assert run("--store", "store", "store", "import", "none.json").returncode == 2
    path = next((tmp_path / "store").glob("*.journal"))
    data = bytearray(path.read_bytes())
    data[50] ^= 1
    path.write_bytes(data)
    for command in ((), ("board",), ("watch", "--once")):
        done = run("--store", "store", *command)
        assert done.returncode == 2 and "Traceback" not in done.stderr
        assert path.name in done.stderr and "gainsay store repair" in done.stderr
    assert "gainsay store check" in run("--store", "store").stderr
    assert path.read_bytes() == data
    assert run("store", "repair", "--store", "store").returncode == 0
    assert run("store", "--store", "store").returncode == 0


def test_config_init_writes_a_copy_once(run, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    done = run("config", "init")
    assert done.returncode == 0
    path = Path(done.stdout.strip())
    assert path.exists() and tmp_path in path.parents
    assert run("config").stdout.strip() == str(path)
    assert run("config", "check").returncode == 0
    again = run("config", "init")
    assert again.returncode == 2 and "--force" in again.stderr


def test_a_wrong_configuration_starts_nothing_and_is_named(run, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    (tmp_path / "bad.toml").write_text("[poll]\nintervall = 3\n")
    for command in ((), ("read", "x.txt"), ("board",), ("watch",), ("feeds",)):
        done = run("--config", "bad.toml", *command)
        assert done.returncode == 2, command
        assert "bad.toml: poll.intervall" in done.stderr and "did you mean" in done.stderr


@pytest.mark.parametrize(
    "command", ["", "demo", "read", "board", "watch", "feeds", "store", "store restore", "config init"]
)
def test_every_command_explains_itself(run, command: str) -> None:  # type: ignore[no-untyped-def]
    done = run(*command.split(), "--help")
    assert done.returncode == 0 and "usage: gainsay" in done.stdout


def test_an_unknown_command_is_refused(run) -> None:  # type: ignore[no-untyped-def]
    assert run("bord").returncode == 2
