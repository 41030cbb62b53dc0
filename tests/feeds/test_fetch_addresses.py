"""Where a fetch may go: redirects, passwords, private networks, and addresses that lead nowhere."""

import asyncio

import pytest

import sources.feeds.guard as guard
from sources.feeds.fetch import Fetcher, FetchError
from sources.feeds.guard import is_loopback, is_public

from .fetching import get, refused
from .scripted import Answer, answer, serve


async def test_redirects_are_followed_and_permanent_ones_are_told() -> None:
    script: dict[str, list[Answer] | Answer] = {
        "/old": answer(status="301 Moved Permanently", location="/older"),
        "/older": answer(status="308 Permanent Redirect", location="/new#part"),
        "/for-now": answer(status="302 Found", location="/old"),
        "/new": answer(b"here"),
    }
    async with serve(script) as server:
        got = await get(server, "/old", etag='"x"')
        assert (got.body, got.url, got.moved) == (b"here", server.url("/new"), server.url("/new"))
        assert all(headers["if-none-match"] == '"x"' for _, headers in server.log)
        got = await get(server, "/for-now")
        assert (got.url, got.moved) == (server.url("/new"), None)
        assert (await get(server, "/new")).moved is None


async def test_a_password_in_the_address_is_sent_and_not_kept() -> None:
    async with serve({"/": answer(b"ok")}) as server:
        async with Fetcher(pace=0) as fetcher:
            got = await fetcher.get(server.url("/", host="ann:secret@127.0.0.1"), allow_private=True)
        assert server.headers(0)["authorization"].startswith("Basic ")
        assert "secret" not in got.url


@pytest.mark.parametrize(
    ("location", "words"),
    [
        ("/loop", "redirected more than 5 times"),
        ("ftp://127.0.0.1/x", "no web address"),
        ("file:///etc/passwd", "no web address"),
        ("http://[half/", "no host"),
        ("http://x:99999/", "no web address"),
        ("http://localhost:1/", "allow_private"),
        ("http://169.254.169.254/latest/meta-data/", "allow_private"),
    ],
)
async def test_redirects_that_lead_astray_are_refused(location: str, words: str) -> None:
    error = await refused({"/loop": answer(status="302 Found", location=location)}, "/loop")
    assert words in str(error)


@pytest.mark.parametrize(
    "host",
    [
        "127.0.0.1",
        "localhost",
        "[::ffff:127.0.0.1]",
        "0x7f.1",
        "2130706433",
        "0",
        "[::1]",
        "10.0.0.1",
        "169.254.169.254",
    ],
)
async def test_private_addresses_are_refused_however_they_are_written(host: str) -> None:
    async with serve({"/": answer(b"secret")}) as server:
        async with Fetcher(pace=0) as fetcher:
            with pytest.raises(FetchError):
                await fetcher.get(server.url("/", host=host))
        assert not server.log


async def test_a_name_that_is_public_once_and_private_at_the_second_look_reaches_nothing(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    loop = asyncio.get_running_loop()
    looks = iter(["93.184.215.14", "127.0.0.1"])
    tried = []

    async def rebinding(host: str, port: int, **_: object) -> list[object]:
        return [(2, 1, 6, "", (next(looks), port))]

    class Inner:
        async def connect_tcp(self, address: str, *_: object) -> None:
            tried.append(address)
            raise guard.httpcore.ConnectError("no network in tests")

    monkeypatch.setattr(loop, "getaddrinfo", rebinding)
    async with Fetcher(pace=0) as fetcher:
        fetcher._client(False)._transport._pool._network_backend._inner = Inner()  # type: ignore[attr-defined]
        for words in ("cannot be reached", "allow_private"):
            with pytest.raises(FetchError, match=words):
                await fetcher.get("http://rebind.example/")
    assert tried == ["93.184.215.14"]


@pytest.mark.parametrize(
    ("address", "public"),
    [
        ("8.8.8.8", True),
        ("2606:4700::1111", True),
        ("64:ff9b::8.8.8.8", True),
        ("2002:808:808::1", True),
        ("127.0.0.1", False),
        ("100.64.0.1", False),
        ("192.168.1.1", False),
        ("172.16.0.1", False),
        ("0.0.0.0", False),
        ("224.0.0.1", False),
        ("255.255.255.255", False),
        ("240.0.0.1", False),
        ("198.18.0.1", False),
        ("::", False),
        ("::1", False),
        ("fe80::1%eth0", False),
        ("fc00::1", False),
        ("ff02::1", False),
        ("::ffff:10.0.0.1", False),
        ("64:ff9b::7f00:1", False),
        ("64:ff9b:1::1", False),
        ("2002:7f00:1::1", False),
        ("2001:0:1::1", False),
        ("2001:db8::1", False),
    ],
)
def test_which_addresses_are_public(address: str, public: bool) -> None:
    assert is_public(address) is public


def test_which_hosts_are_this_machine() -> None:
    assert all(map(is_loopback, ["localhost", "LOCALHOST.", "a.localhost", "127.9.9.9", "::1", "[::1]"]))
    assert not any(map(is_loopback, ["localhost.example", "10.0.0.1", "127.0.0.1.example"]))


@pytest.mark.parametrize(
    ("url", "words"),
    [
        ("ftp://host.example/", "must start with http"),
        ("host.example/feed", "must start with http"),
        ("", "must start with http"),
        ("http://", "must start with http"),
        ("https://host.example:99999/", "must start with http"),
        ("http://no-such-host.invalid/", "no-such-host.invalid"),
    ],
)
async def test_addresses_that_lead_nowhere_are_named(url: str, words: str) -> None:
    async with Fetcher(pace=0) as fetcher:
        with pytest.raises(FetchError, match=words):
            await fetcher.get(url)


async def test_a_closed_port_is_named() -> None:
    async with serve({}) as server:
        pass
    with pytest.raises(FetchError, match=r"127\.0\.0\.1 refused the connection"):
        await get(server)


async def test_tls_that_is_none_is_named() -> None:
    async def plain(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(b"220 mail.example ready\r\n" * 20)

    server = await asyncio.start_server(plain, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    async with server, Fetcher(pace=0) as fetcher:
        with pytest.raises(FetchError, match="no secure connection"):
            await fetcher.get(f"https://127.0.0.1:{port}/", allow_private=True)
