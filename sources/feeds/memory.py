"""Giving memory back: what was taken for one large document is not to stay with the desk."""

import ctypes
import sys

_MMAP_THRESHOLD = -3
"""M_MMAP_THRESHOLD of mallopt(3)."""
_LARGE = 256 << 10


def give_back_large_blocks() -> None:
    """Let every block of 256 KiB or more go back to the system when it is freed; nothing where malloc is not glibc's.

    Of itself glibc raises that bound to the largest block that was ever freed, up to 32 MiB. From then on documents
    come from the heap, and what is allocated behind one keeps its place from being given back.
    """
    if sys.platform == "linux":
        mallopt = getattr(ctypes.CDLL(None), "mallopt", None)
        if mallopt is not None:
            mallopt(_MMAP_THRESHOLD, _LARGE)
