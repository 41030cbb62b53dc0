"""Statements -> the board: which statements are about one claim, and where parties' positions on it clash."""
