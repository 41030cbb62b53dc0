"""The loop that joins the rooms and tells whoever listens; the only place that knows them all."""

from sources.desk.desk import Desk

__all__ = ["Desk"]
