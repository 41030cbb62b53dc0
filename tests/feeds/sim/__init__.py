"""Weeks of polling within minutes: a clock that the tests own, and a web in memory."""
