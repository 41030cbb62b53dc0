"""A small language that says which articles, claims or conflicts one wants to see."""

from sources.query.articles import ArticleFacts, ClaimFacts
from sources.query.conflicts import ConflictFacts
from sources.query.facts import Facts, Known, Place
from sources.query.parse import Query, QueryError, parse

__all__ = [
    "ArticleFacts",
    "ClaimFacts",
    "ConflictFacts",
    "Facts",
    "Known",
    "Place",
    "Query",
    "QueryError",
    "parse",
]
