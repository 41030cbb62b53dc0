"""The desk in a real browser: `gainsay serve --demo`, looked at and driven in headless Chromium.

    python -m tests.tui.browser [OUT.png] [--size 1180x760]

Waits until a conflict of the demo is on the page, opens it and the keys by keyboard, and writes a picture of the desk.
Prints what the page showed. Needs a `chromium` or `google-chrome` on the path.
"""

import argparse
import asyncio
import base64
import json
import shutil
import socket
import sys
import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from aiohttp import ClientSession, ClientWebSocketResponse

BROWSERS = ("chromium", "chromium-browser", "google-chrome")
PATIENCE = 240
"""Seconds after which it gives up; nothing is measured by it."""
_LISTEN = r"""
window.seen = "";
window.WebSocket = class extends WebSocket {
  constructor(...args) {
    super(...args);
    this.addEventListener("message", async (event) => {
      const data = event.data;
      const text = typeof data === "string" ? data : await new Response(data).text();
      window.seen += text.replace(/\x1b\[[0-9;?]*[A-Za-z]/g, "");
    });
  }
};
"""
"""The terminal is drawn on a canvas: what was written to it is kept here, without its colours."""


def browser() -> str | None:
    """Return the browser's program, None when there is none."""
    return next(filter(None, map(shutil.which, BROWSERS)), None)


class Page:
    """One page of a browser, over its debugging protocol."""

    def __init__(self, socket: ClientWebSocketResponse) -> None:
        self._socket = socket
        self._number = 0
        self.asked: list[str] = []
        """The addresses that the page has asked for."""

    async def call(self, method: str, **params: Any) -> dict[str, Any]:
        self._number += 1
        await self._socket.send_json({"id": self._number, "method": method, "params": params})
        async for message in self._socket:
            data = json.loads(message.data)
            if data.get("method") == "Network.requestWillBeSent":
                self.asked.append(data["params"]["request"]["url"])
            if data.get("id") == self._number:
                if "error" in data:
                    raise RuntimeError(data["error"]["message"])
                return dict(data["result"])
        raise RuntimeError("the browser is gone")

    async def text(self) -> str:
        found = await self.call("Runtime.evaluate", expression="window.seen")
        return str(found["result"].get("value", ""))

    async def press(self, key: str) -> None:
        code = {"Enter": 13, "Escape": 27}.get(key, ord(key[0].upper()))
        text = {"Enter": "\r", "Escape": ""}.get(key, key)
        common = {"key": key, "windowsVirtualKeyCode": code}
        await self.call("Input.dispatchKeyEvent", type="keyDown" if text else "rawKeyDown", text=text, **common)
        await self.call("Input.dispatchKeyEvent", type="keyUp", **common)

    async def shows(self, *wanted: str) -> str:
        """Return the page's text as soon as all of this stands in it."""
        text = ""
        try:
            async with asyncio.timeout(PATIENCE):
                while not all(each in text for each in wanted):
                    await asyncio.sleep(0.2)
                    text = (await self.text()).replace("\xa0", " ")
        except TimeoutError:
            raise AssertionError(f"not all of {wanted} on the page:\n{text}") from None
        return text

    async def forget(self) -> None:
        """Look only at what is written from now on."""
        await self.call("Runtime.evaluate", expression="window.seen = ''")

    async def picture(self) -> bytes:
        return base64.b64decode((await self.call("Page.captureScreenshot", format="png"))["data"])


def _free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


@asynccontextmanager
async def desk_in_browser(folder: Path, width: int, height: int) -> AsyncIterator[Page]:
    """Serve the demo with its store in `folder`, and open it in the browser."""
    port, debug = _free_port(), _free_port()
    served = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "tui", "serve", "--demo", "--port", str(port), "--store", str(folder / "store")),
        stdout=asyncio.subprocess.PIPE,
    )
    chosen = browser()
    assert chosen is not None
    shown = await asyncio.create_subprocess_exec(
        *(chosen, "--headless=new", "--no-sandbox", "--disable-gpu", f"--remote-debugging-port={debug}"),
        *(
            f"--user-data-dir={folder / 'profile'}",
            f"--window-size={width},{height}",
            "--hide-scrollbars",
            "about:blank",
        ),
        stdout=asyncio.subprocess.DEVNULL,
        stderr=asyncio.subprocess.DEVNULL,
    )
    try:
        assert served.stdout is not None
        await served.stdout.readline()
        async with ClientSession() as session, asyncio.timeout(PATIENCE * 3):
            address = await _page(session, debug)
            async with session.ws_connect(address, max_msg_size=0) as socket:
                page = Page(socket)
                await page.call("Network.enable")
                await page.call("Page.enable")
                await page.call("Page.addScriptToEvaluateOnNewDocument", source=_LISTEN)
                await page.call(
                    "Emulation.setDeviceMetricsOverride", width=width, height=height, deviceScaleFactor=1, mobile=False
                )
                while True:
                    got = await page.call("Page.navigate", url=f"http://127.0.0.1:{port}/?fontsize=14")
                    if "errorText" not in got:
                        break
                    await asyncio.sleep(0.2)
                yield page
    finally:
        for process in (shown, served):
            if process.returncode is None:
                process.terminate()
            await process.wait()


async def _page(session: ClientSession, debug: int) -> str:
    while True:
        try:
            async with session.get(f"http://127.0.0.1:{debug}/json") as answer:
                for each in await answer.json():
                    if each["type"] == "page":
                        return str(each["webSocketDebuggerUrl"])
        except OSError:
            pass
        await asyncio.sleep(0.2)


async def drive(folder: Path, width: int, height: int) -> tuple[list[str], list[bytes], list[str]]:
    """Return what was written to the page on the desk, on a conflict's sheet and of the keys; pictures of these, and
    the addresses that the page asked for.
    """
    texts, pictures = [], []
    async with desk_in_browser(folder, width, height) as page:
        await page.shows("gainsay")
        await page.call("Runtime.evaluate", expression="document.querySelector('textarea').focus()")
        for keys, wanted in (
            ((), ("gainsay", "Welcome")),
            (("Escape",), ("! DENIAL", "asserts", "denies")),
            (("3", "Enter"), ("▲ ASSERTS", "▼ DENIES", "independent origin")),
            (("?",), ("Moving about", "Next row, line or statement")),
        ):
            if keys and keys != ("Escape",):  # What the tour did not cover stands there already.
                await page.forget()
            for key in keys:
                await page.press(key)
            texts.append(await page.shows(*wanted))
            await asyncio.sleep(1)
            pictures.append(await page.picture())
        return texts, pictures, page.asked


def main() -> None:
    """Parse the command line, drive, and write the picture."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("out", type=Path, nargs="?")
    parser.add_argument("--size", default="1180x760", help="of the window, in pixels")
    args = parser.parse_args()
    width, height = map(int, args.size.split("x"))
    with tempfile.TemporaryDirectory() as folder:
        texts, pictures, asked = asyncio.run(drive(Path(folder), width, height))
    if args.out:
        args.out.write_bytes(pictures[2])
    print("\n\n".join(text[-1500:] for text in texts))
    print("\n".join(dict.fromkeys(asked)))


if __name__ == "__main__":
    main()
