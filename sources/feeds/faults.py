"""Why a request got no usable answer, in plain words."""

import http
import ssl
from collections.abc import Mapping

import httpcore

from sources.text import clean_line

_STATUS = {
    401: "wants a password: write it into the address (https://name:password@host/…)",
    402: "wants payment",
    403: "refuses to serve this program",
    404: "has nothing there any more: look for a slip in the address",
    406: "will not serve this kind of document",
    410: "says that it is gone for good: remove it, or mend its address",
    429: "says that it was asked too often",
    451: "withholds it for legal reasons",
    503: "is overloaded or being mended",
}


class FetchError(Exception):
    """A request without a usable answer; the message says in plain words what was wrong and, where it helps, the mend.

    `status` is the HTTP status, if there was one; `rest` the seconds for which the host wants to be left alone;
    `headers` those of the answer, names in lower case.
    """

    def __init__(
        self,
        message: str,
        *,
        status: int | None = None,
        rest: float | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> None:
        super().__init__(message)
        self.status = status
        self.rest = rest
        self.headers: Mapping[str, str] = headers or {}


class Resting(FetchError):
    """The host was not asked: it wants to be left alone for `seconds` more."""

    def __init__(self, message: str, seconds: float) -> None:
        super().__init__(message, status=429, rest=seconds)
        self.seconds = seconds


class Busy(FetchError):
    """The host was not asked: its turn did not come while the request was worth making."""


def network_fault(error: Exception, host: str) -> str:
    """Say what went wrong on the way to `host`, from what httpcore raised and what lies behind it."""
    cause: BaseException | None = error
    while cause is not None:
        if isinstance(cause, ssl.SSLCertVerificationError):
            return f"the certificate of {host} is not valid: {clean_line(cause.verify_message, limit=120)}"
        if isinstance(cause, ssl.SSLError):
            return f"no secure connection to {host}: {clean_line(cause.reason or str(cause), limit=120)}"
        if isinstance(cause, ConnectionRefusedError):
            return f"{host} refused the connection: the server is down, or the port is wrong"
        cause = cause.__cause__ or cause.__context__
    if isinstance(error, httpcore.ConnectError):
        return f"{host} cannot be reached: {clean_line(str(error), limit=120)}"
    return f"{host} broke the connection off"


def refusal(status: int, host: str, rest: float | None) -> str:
    """Say what an HTTP status that is no success means; `rest` is the pause that the host asks for, in seconds."""
    words = _STATUS.get(status)
    if words is None:
        try:
            name = http.HTTPStatus(status).phrase.lower()
        except ValueError:
            name = "a status that HTTP does not know"
        words = f"has a fault of its own ({name})" if status >= 500 else f"will not serve it ({name})"
    wait = f"; it asks to wait {span(rest)}" if rest else ""
    return f"{host} {words} (status {status}){wait}"


def span(seconds: float) -> str:
    """Say a span of seconds in the unit that suits it."""
    if seconds < 100:
        return f"{seconds:.0f} s"
    return f"{seconds / 60:.0f} min" if seconds < 5_400 else f"{seconds / 3_600:.1f} h"
