"""Worker processes for work on the processor: bounded in memory and time, killed and replaced when they overstep."""

import asyncio
import contextlib
import multiprocessing
import os
import pickle
import signal
import sys
from collections.abc import Callable
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import resource_tracker
from types import TracebackType
from typing import Any, ParamSpec, Self, TypeVar

from pebble import ProcessExpired, ProcessPool

P = ParamSpec("P")
T = TypeVar("T")

_OUT_OF_MEMORY = 77
_NICE = 10
_WATCH = 1.0
_CLOSED = "the worker processes were closed"
_start_error: str | None = None


class WorkerFailed(Exception):
    """A task got no result because of the process that ran it; `reason` says why in words.

    What the task's own function raises is not a WorkerFailed: it reaches the caller as it was raised.
    """

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class Workers:
    """A pool of spawned processes, started by the first task, to be used from one event loop.

    `count` processes stand ready. Each may use `memory` bytes of address space (None: no limit; held where the system
    knows RLIMIT_AS, that is on Linux), spends at most `seconds` on a task, and is replaced after `max_tasks` tasks
    (None: never). `initializer(*initargs)` runs once in every process before its first task, within the memory limit
    but outside the time limit, and may keep state in module globals for the tasks (a loaded model, say).
    The processes run at a lower priority than the program, write nothing to its terminal, and end with it.
    """

    def __init__(
        self,
        count: int,
        *,
        memory: int | None,
        seconds: float,
        max_tasks: int | None,
        initializer: Callable[..., object] | None = None,
        initargs: tuple[Any, ...] = (),
    ) -> None:
        if count < 1:
            raise ValueError(f"count is {count}: a pool needs at least one process")
        self._count, self._memory, self._seconds, self._max_tasks = count, memory, seconds, max_tasks
        # Pickled here, so that the modules it names are imported within the limits and without the terminal.
        self._start = (memory, pickle.dumps((initializer, initargs)))
        self._pool: ProcessPool | None = None
        self._slots = asyncio.Semaphore(count)
        self._starting = asyncio.Lock()
        self._waiting: set[asyncio.Future[Any]] = set()
        self._closed = False

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.close()

    async def run(self, function: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Return what `function(*args, **kwargs)` returns when called in a worker process.

        The function must be importable, and arguments, result and exceptions must pickle. Tasks start in the order of
        the calls. Cancelling the call kills the process that runs it.

        Raises WorkerFailed when the process ran out of time or memory, died, could not start, or was closed; and
        whatever the function raises.
        """
        async with self._slots:
            try:
                return await self._attempt(function, args, kwargs)
            except BrokenProcessPool:
                # A pool breaks as a whole when an idle process of it is killed from outside: the task never started.
                pass
            try:
                return await self._attempt(function, args, kwargs)
            except BrokenProcessPool:
                raise WorkerFailed("its worker process could not be started") from None

    async def close(self) -> None:
        """Kill the processes whatever they do, and fail the tasks that still wait; may be called again."""
        self._closed = True
        for waiter in tuple(self._waiting):
            waiter.cancel()
        if self._pool is not None:
            await self._discard(self._pool)

    async def _attempt(self, function: Callable[..., T], args: tuple[Any, ...], kwargs: dict[str, Any]) -> T:
        pool = await self._running()
        try:
            task = pool.schedule(_call, args=(function, args, kwargs), timeout=self._seconds)
        except RuntimeError as error:
            await self._discard(pool)
            raise BrokenProcessPool from error
        waiter: asyncio.Future[T] = asyncio.wrap_future(task)
        self._waiting.add(waiter)
        try:
            while not waiter.done():
                await asyncio.wait({waiter}, timeout=_WATCH)
                if not waiter.done() and not pool.active:
                    raise BrokenProcessPool
            return waiter.result()
        except BrokenProcessPool:
            await self._discard(pool)
            raise
        except TimeoutError as error:
            if error.args[:1] != ("Task timeout",):
                raise
            raise WorkerFailed(f"it took longer than {self._seconds:g} s and was stopped") from None
        except ProcessExpired as error:
            raise WorkerFailed(self._death(error.exitcode)) from None
        except asyncio.CancelledError:
            if waiter.cancelled() and self._closed:
                raise WorkerFailed(_CLOSED) from None
            raise
        finally:
            waiter.cancel()
            self._waiting.discard(waiter)

    async def _running(self) -> ProcessPool:
        async with self._starting:
            if self._pool is not None and not self._pool.active:
                await self._discard(self._pool)
            if self._closed:
                raise WorkerFailed(_CLOSED)
            if self._pool is None:
                self._pool = ProcessPool(
                    self._count,
                    max_tasks=self._max_tasks or 0,
                    initializer=_begin,
                    initargs=self._start,
                    context=multiprocessing.get_context("spawn"),
                )
                await asyncio.to_thread(_launch, self._pool)
                if self._closed:
                    raise WorkerFailed(_CLOSED)
            return self._pool

    async def _discard(self, pool: ProcessPool) -> None:
        if self._pool is pool:
            self._pool = None
            pool.stop()  # type: ignore[no-untyped-call]
            await asyncio.shield(asyncio.to_thread(pool.join))

    def _death(self, code: int) -> str:
        if code == _OUT_OF_MEMORY:
            limit = f"{(self._memory or 0) / 2**20:.0f} MiB" if self._memory else "there is"
            return f"it needed more memory than {limit} and was stopped"
        if code < 0:
            with contextlib.suppress(ValueError):
                return f"its worker process was killed ({signal.Signals(-code).name})"
        return f"its worker process died (exit status {code})"


def _launch(pool: ProcessPool) -> None:
    # A full-screen program puts a standard error without a file descriptor in place; `multiprocessing` would hand its
    # -1 on to its resource tracker, which the system refuses.
    shown, sys.stderr = sys.stderr, sys.__stderr__
    try:
        resource_tracker.ensure_running()
    finally:
        sys.stderr = shown
    # Asking whether the pool is active starts it.
    _ = pool.active


def _begin(memory: int | None, start: bytes) -> None:
    global _start_error
    # The default action kills at once, in C code too; a handler in Python waits until the C code returns.
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    null = os.open(os.devnull, os.O_RDWR)
    for stream in (0, 1, 2):
        os.dup2(null, stream)
    os.close(null)
    # One thread each: the pool itself is what runs in parallel, and every thread costs address space.
    os.environ.update(dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), "1"))
    if hasattr(os, "nice"):
        os.nice(_NICE)
    _limit(memory)
    try:
        initializer, initargs = pickle.loads(start)
        if initializer is not None:
            initializer(*initargs)
    except MemoryError:
        _start_error = "its worker process ran out of memory while it started"
    except Exception as error:
        _start_error = f"its worker process could not start: {type(error).__name__}: {error}"


def _limit(memory: int | None) -> None:
    try:
        import resource
    except ImportError:
        return
    # macOS knows the names but refuses the values.
    with contextlib.suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        if memory is not None:
            resource.setrlimit(resource.RLIMIT_AS, (memory, memory))


def _call(function: Callable[..., Any], args: tuple[Any, ...], kwargs: dict[str, Any]) -> Any:
    if _start_error is not None:
        raise WorkerFailed(_start_error)
    try:
        return function(*args, **kwargs)
    except MemoryError:
        # The heap of a process that hit its limit is no place for the next task.
        os._exit(_OUT_OF_MEMORY)
