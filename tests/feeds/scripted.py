"""A scripted HTTP server on loopback: requests are logged, and answered with bytes as a test wants them."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from itertools import pairwise

Answer = bytes | Callable[[asyncio.StreamWriter], Awaitable[None]]


@dataclass
class Scripted:
    """The running server: `script` maps a path to its answers in order; the last one repeats."""

    script: dict[str, list[Answer]]
    port: int = 0
    log: list[tuple[str, dict[str, str]]] = field(default_factory=list)
    open: int = 0
    most_open: int = 0
    times: list[tuple[float, float]] = field(default_factory=list)

    def url(self, path: str, host: str = "127.0.0.1") -> str:
        return f"http://{host}:{self.port}{path}"

    def headers(self, number: int) -> dict[str, str]:
        return self.log[number][1]

    def pauses(self) -> list[float]:
        return [later[0] - earlier[1] for earlier, later in pairwise(self.times)]


def answer(body: bytes = b"", status: str = "200 OK", **headers: str) -> bytes:
    """Spell out a response; `content_length` and others are given as keywords, underscores for hyphens."""
    told = {"content-length": str(len(body)), "connection": "close"}
    told |= {name.replace("_", "-"): value for name, value in headers.items()}
    lines = "".join(f"{name}: {value}\r\n" for name, value in told.items())
    return f"HTTP/1.1 {status}\r\n{lines}\r\n".encode("latin-1") + body


@asynccontextmanager
async def serve(script: dict[str, list[Answer] | Answer]) -> AsyncIterator[Scripted]:
    """Serve the script on a free port of 127.0.0.1."""
    state = Scripted({path: list(told) if isinstance(told, list) else [told] for path, told in script.items()})

    async def handle(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        loop = asyncio.get_running_loop()
        state.open += 1
        state.most_open = max(state.most_open, state.open)
        started = loop.time()
        try:
            head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
            request, *lines = head.strip().split("\r\n")
            path = request.split(" ")[1]
            state.log.append((path, {k.lower(): v for k, v in (line.split(": ", 1) for line in lines)}))
            told = state.script.get(path, [answer(b"nothing here", "404 Not Found")])
            step = told.pop(0) if len(told) > 1 else told[0]
            if isinstance(step, bytes):
                writer.write(step)
                await writer.drain()
            else:
                await step(writer)
        except (ConnectionError, asyncio.IncompleteReadError):
            pass
        finally:
            state.times.append((started, loop.time()))
            state.open -= 1
            writer.close()

    server = await asyncio.start_server(handle, "127.0.0.1", 0)
    state.port = server.sockets[0].getsockname()[1]
    try:
        yield state
    finally:
        server.close()
