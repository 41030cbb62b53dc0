"""Conflicts for elsewhere: briefs, tables, linked data and the exchange forms of threat intelligence."""
