"""A newsroom on loopback: invented outlets, stories and feeds for `gainsay demo` and for the tests."""

from .http import Request, Response
from .server import Newsroom

__all__ = ["Newsroom", "Request", "Response"]
