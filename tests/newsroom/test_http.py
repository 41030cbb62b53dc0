import asyncio
import socket
import threading
from typing import Any

import httpx
import pytest

from sources.newsroom import Newsroom, Request, Response
from sources.newsroom.stories import items


def test_requests_are_logged_in_order(newsroom: Newsroom) -> None:
    httpx.get(f"{newsroom.url}/kestrel/feed.xml?fresh=1", headers={"X-Test": "Yes"})
    httpx.head(f"{newsroom.url}/nowhere")
    first, second = newsroom.log
    assert (first.method, first.path, first.query, first.status) == ("GET", "/kestrel/feed.xml", "fresh=1", 200)
    assert first.headers["x-test"] == "Yes"
    assert (second.method, second.path, second.status) == ("HEAD", "/nowhere", 404)
    assert first.time <= second.time
    assert newsroom.requests(f"{newsroom.url}/nowhere") == (second,)
    newsroom.forget()
    assert newsroom.log == ()


def test_head_tells_what_get_would_without_a_body(newsroom: Newsroom) -> None:
    url = f"{newsroom.url}/kestrel/feed.xml"
    head, get = httpx.head(url), httpx.get(url)
    assert head.content == b""
    for name in ("content-length", "etag", "content-type"):
        assert head.headers[name] == get.headers[name]


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE"])
def test_other_methods_are_refused_and_the_connection_stays_usable(newsroom: Newsroom, method: str) -> None:
    with httpx.Client(base_url=newsroom.url) as client:
        refused = client.request(method, "/kestrel/feed.xml", content=b"x" * 1000)
        assert (refused.status_code, refused.headers["allow"]) == (405, "GET, HEAD")
        assert client.get("/kestrel/feed.xml").status_code == 200


@pytest.mark.parametrize("path", ["/%2e%2e/etc/passwd", "/unknown/x", "/kestrel/x.html", "/oddments/x", "/static-fm/x"])
def test_nothing_stands_at_unknown_paths(newsroom: Newsroom, path: str) -> None:
    assert httpx.get(newsroom.url + path).status_code == 404


def test_a_script_answers_once_for_some_times_or_for_good(newsroom: Newsroom) -> None:
    url = f"{newsroom.url}/kestrel/feed.xml"
    newsroom.script("/kestrel/feed.xml", Response(503, {"Retry-After": "120"}, "later"), Response(429))
    newsroom.script("/kestrel/feed.xml", Response(500), times=2)
    assert [httpx.get(url).status_code for _ in range(5)] == [503, 429, 500, 500, 200]
    assert [request.status for request in newsroom.log] == [503, 429, 500, 500, 200]
    newsroom.script(url, Response(301, {"Location": "/meridian/atom.xml"}))
    assert {httpx.get(url).headers["location"] for _ in range(3)} == {"/meridian/atom.xml"}
    newsroom.unscript(url)
    assert httpx.get(url).status_code == 200


def test_a_scripted_callable_sees_the_request_and_may_pass(newsroom: Newsroom) -> None:
    def answer(request: Request) -> Response | None:
        return Response(body=request.headers["user-agent"]) if "probe" in request.query else None

    newsroom.script("/robots.txt", answer)
    assert httpx.get(f"{newsroom.url}/robots.txt?probe", headers={"User-Agent": "me"}).text == "me"
    assert "Disallow" in httpx.get(f"{newsroom.url}/robots.txt").text


def test_a_truncated_answer_breaks_off(newsroom: Newsroom) -> None:
    newsroom.script("/kestrel/feed.xml", Response(body=b"x" * 1000, truncate=100))
    with pytest.raises(httpx.RemoteProtocolError):
        httpx.get(f"{newsroom.url}/kestrel/feed.xml")


def test_a_delayed_answer_keeps_nobody_else_waiting_nor_the_end(newsroom: Newsroom) -> None:
    newsroom.script("/slow", Response(body="at last", delay=600))
    failures: list[Exception] = []

    def ask() -> None:
        try:
            httpx.get(f"{newsroom.url}/slow", timeout=60)
        except httpx.HTTPError as error:
            failures.append(error)

    waiting = threading.Thread(target=ask)
    waiting.start()
    assert newsroom.wait_for("/slow")
    assert httpx.get(f"{newsroom.url}/robots.txt").status_code == 200
    newsroom.stop()
    waiting.join(30)
    assert not waiting.is_alive()
    assert failures


def test_a_client_that_hangs_up_or_babbles_disturbs_nobody(
    newsroom: Newsroom, capfd: pytest.CaptureFixture[str]
) -> None:
    newsroom.script("/big", Response(body=b"x" * 5_000_000))
    address = ("127.0.0.1", int(newsroom.url.rpartition(":")[2]))
    greetings = (
        b"GET /big HTTP/1.1\r\nHost: x\r\n\r\n",
        b"GET /kestr",
        b"\x16\x03\x01\x00\n\r\n",
        b"GET " + b"a" * 70_000,
    )
    for words in greetings:
        with socket.create_connection(address) as connection:
            connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\x01\x00\x00\x00\x00\x00\x00\x00")
            connection.sendall(words)
    assert newsroom.wait_for("/big")
    assert httpx.get(f"{newsroom.url}/robots.txt").status_code == 200
    newsroom.stop()
    assert capfd.readouterr() == ("", "")


def test_stopping_cuts_open_connections_and_frees_the_port() -> None:
    newsroom = Newsroom(manual=True).start()
    url = newsroom.url
    with httpx.Client() as client:
        assert client.get(f"{url}/robots.txt").status_code == 200
        newsroom.stop()
        with pytest.raises(httpx.TransportError):
            client.get(f"{url}/robots.txt")
    newsroom.stop()
    with Newsroom(manual=True, port=int(url.rpartition(":")[2])) as again:
        assert again.url == url
        with pytest.raises(RuntimeError):
            again.start()


async def test_it_serves_many_at_once_from_async_code() -> None:
    async with Newsroom(manual=True) as newsroom, httpx.AsyncClient() as client:
        newsroom.release_all()
        urls = [newsroom.article_url(item.id) for item in items()]

        async def get(url: str) -> Any:
            return (await client.get(url)).status_code

        assert set(await asyncio.gather(*map(get, urls))) == {200}
        assert len(newsroom.log) == len(urls)
