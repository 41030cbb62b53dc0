from tests.newsroom.fixtures import newsroom

__all__ = ["newsroom"]
