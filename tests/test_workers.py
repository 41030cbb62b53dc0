"""Worker processes with real processes: what oversteps is killed and replaced, and nothing of it reaches the caller."""

import asyncio
import os
import signal
import sys
import time
from collections.abc import Awaitable, Callable

import psutil
import pytest

from sources.workers import WorkerFailed, Workers

MIB = 2**20
state: list[int] = []


def double(number: int) -> int:
    return number * 2


def spin() -> None:
    while True:
        pass


def stick_in_c() -> int:
    """Hold the interpreter in one C call, so that no Python signal handler can run."""
    return sum(range(10**12))


def hoard() -> int:
    held = [bytes(MIB) * 1 for _ in range(4096)]
    return len(held)


def die(status: int) -> None:
    os._exit(status)


def kill_self() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def fail() -> None:
    raise LookupError("no such entry")


def unpicklable() -> object:
    return lambda: None


def shout() -> None:
    os.write(1, b"on the screen")
    os.write(2, b"on the screen")
    print("on the screen")


def load(value: int) -> None:
    state.append(value)


def loaded() -> tuple[int, list[int]]:
    return os.getpid(), state


def refuse() -> None:
    raise FileNotFoundError("no model at model.bin")


def run(test: Callable[[Workers], Awaitable[None]], **options: object) -> None:
    async def main() -> None:
        async with Workers(**{"count": 1, "memory": 512 * MIB, "seconds": 20, "max_tasks": None} | options) as workers:
            await test(workers)

    asyncio.run(main())


def test_many_tasks_come_back_to_their_callers() -> None:
    async def check(workers: Workers) -> None:
        results = await asyncio.gather(*(workers.run(double, n) for n in range(300)))
        assert results == [n * 2 for n in range(300)]

    run(check, count=2)


@pytest.mark.parametrize("task", [spin, stick_in_c])
def test_a_task_over_its_time_is_killed_and_the_next_one_runs(task: Callable[[], object]) -> None:
    async def check(workers: Workers) -> None:
        await workers.run(double, 1)
        with pytest.raises(WorkerFailed, match="longer than 1 s"):
            await workers.run(task)
        assert await workers.run(double, 4) == 8

    run(check, seconds=1)


def test_a_task_over_its_memory_is_killed_and_the_next_one_runs() -> None:
    async def check(workers: Workers) -> None:
        with pytest.raises(WorkerFailed, match="more memory than 512 MiB"):
            await workers.run(hoard)
        assert await workers.run(double, 4) == 8

    run(check)


@pytest.mark.parametrize(("task", "words"), [((die, 3), "exit status 3"), ((kill_self,), "SIGKILL")])
def test_a_task_that_dies_is_named_and_the_next_one_runs(task: tuple[Callable[..., object]], words: str) -> None:
    async def check(workers: Workers) -> None:
        for _ in range(2):
            with pytest.raises(WorkerFailed, match=words):
                await workers.run(*task)
        assert await workers.run(double, 4) == 8

    run(check)


def test_a_worker_killed_while_idle_is_replaced() -> None:
    async def check(workers: Workers) -> None:
        pid, _ = await workers.run(loaded)
        os.kill(pid, signal.SIGKILL)
        assert await asyncio.gather(*(workers.run(double, n) for n in range(5))) == [0, 2, 4, 6, 8]

    run(check)


def test_what_the_function_raises_reaches_the_caller() -> None:
    async def check(workers: Workers) -> None:
        with pytest.raises(LookupError, match="no such entry"):
            await workers.run(fail)

    run(check)


def test_a_result_that_cannot_travel_fails_and_the_next_one_runs() -> None:
    async def check(workers: Workers) -> None:
        with pytest.raises(WorkerFailed, match="died"):
            await workers.run(unpicklable)
        assert await workers.run(double, 4) == 8

    run(check)


def test_the_initializer_runs_once_in_each_process_and_processes_are_recycled() -> None:
    async def check(workers: Workers) -> None:
        seen = [await workers.run(loaded) for _ in range(7)]
        assert all(value == [7] for _, value in seen)
        pids = [pid for pid, _ in seen]
        assert len(set(pids)) == 3
        assert pids == sorted(pids, key=pids.index)

    run(check, max_tasks=3, initializer=load, initargs=(7,))


def test_an_initializer_that_fails_is_named() -> None:
    async def check(workers: Workers) -> None:
        for _ in range(2):
            with pytest.raises(WorkerFailed, match=r"could not start: FileNotFoundError: no model at model\.bin"):
                await workers.run(double, 1)

    run(check, initializer=refuse)


def test_closing_while_busy_is_quick_and_leaves_no_process() -> None:
    async def main() -> None:
        before = set(psutil.Process().children(recursive=True))
        workers = Workers(2, memory=None, seconds=60, max_tasks=None)
        await workers.run(double, 1)
        tasks = [asyncio.create_task(workers.run(task)) for task in (stick_in_c, spin, double_late, double_late)]
        busy = set(psutil.Process().children(recursive=True)) - before
        assert len(busy) >= 2
        await asyncio.sleep(0)
        started = time.monotonic()
        await workers.close()
        assert time.monotonic() - started < 1.5
        for outcome in await asyncio.gather(*tasks, return_exceptions=True):
            assert isinstance(outcome, WorkerFailed)
            assert "closed" in outcome.reason
        left = [p for p in busy if p.is_running() and "resource_tracker" not in " ".join(p.cmdline())]
        assert not left
        with pytest.raises(WorkerFailed, match="closed"):
            await workers.run(double, 1)
        await workers.close()

    asyncio.run(main())


def double_late() -> int:
    time.sleep(30)
    return 2


def test_a_cancelled_call_frees_its_worker() -> None:
    async def check(workers: Workers) -> None:
        await workers.run(double, 1)
        with pytest.raises(TimeoutError):
            await asyncio.wait_for(workers.run(stick_in_c), 0.3)
        assert await asyncio.wait_for(workers.run(double, 4), 15) == 8

    run(check, seconds=60)


def test_workers_run_below_the_program_and_start_under_a_screen(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    class Screen:
        def fileno(self) -> int:
            return -1

        def write(self, text: str) -> None: ...

        def flush(self) -> None: ...

    async def check(workers: Workers) -> None:
        assert await workers.run(os.getpriority, os.PRIO_PROCESS, 0) == os.getpriority(os.PRIO_PROCESS, 0) + 10
        await workers.run(shout)

    monkeypatch.setattr(sys, "stderr", Screen())
    run(check)
    out, err = capfd.readouterr()
    assert "on the screen" not in out + err
