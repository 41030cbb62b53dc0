"""Keeping the process quick: Python's own garbage collection would stop the screen whenever it walks all of the desk.

Articles and readings are very many small objects that never form cycles, and a full collection visits each of them: on
a large desk that takes seconds. So Python collects what is young, in small portions, and never all. When nobody types,
what has grown old since is searched, and what survives is set aside from all later searches (`gc.freeze`); only after
a long silence is everything searched. https://docs.python.org/3/library/gc.html tells how the generations work.
"""

import gc
import sys
from collections.abc import Callable

_THRESHOLDS = (4_000, 8, 1_000_000_000)
"""New objects before the youngest are searched, and such searches before the second generation is; the third never."""
_OLD_AT_ONCE = 10
"""Searches of the second generation after which the third is too large to be searched in a short pause."""
QUIET_SECONDS = 1.0
LONG_SECONDS = 600.0
_SWITCH_SECONDS = 0.001
"""How long a thread that stores or unpickles may keep the screen's waiting; Python's default is five times it."""


class Upkeep:
    """Collects garbage while nobody types. Takes a monotonic clock in seconds."""

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._pressed = clock()
        self._searched = clock()
        self._before = gc.get_threshold(), sys.getswitchinterval()

    def start(self) -> None:
        """Take the collection over from Python."""
        gc.collect()
        gc.freeze()
        gc.set_threshold(*_THRESHOLDS)
        sys.setswitchinterval(_SWITCH_SECONDS)

    def stop(self) -> None:
        """Give it back."""
        thresholds, switch = self._before
        sys.setswitchinterval(switch)
        gc.unfreeze()
        gc.set_threshold(*thresholds)

    def pressed(self) -> None:
        """Note that the user is at work."""
        self._pressed = self._clock()

    def tick(self) -> None:
        """Collect if this is a good moment; to be called about once a second."""
        quiet = self._clock() - self._pressed
        old = gc.get_count()[2]
        if quiet >= LONG_SECONDS and self._searched < self._pressed:
            self._searched = self._clock()
            gc.unfreeze()
            gc.collect()
        elif old > _OLD_AT_ONCE:
            # Too much for a pause: it is set aside unsearched until a long silence.
            pass
        elif quiet >= QUIET_SECONDS and old:
            gc.collect()
        else:
            return
        gc.freeze()
