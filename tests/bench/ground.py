"""A cluster of its own for measuring, durable as in service, and processes that knock at it."""

from __future__ import annotations

import multiprocessing
import shutil
import socket
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import psycopg2

from server.cluster import Cluster
from server.database import DATABASE, create_database


@contextmanager
def cluster() -> Iterator[Cluster]:
    """A running server with a migrated database, removed afterwards."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    folder = Path(tempfile.mkdtemp(prefix="kelaseh-bench-"))
    folder.chmod(0o711)
    made = Cluster(folder / "data", port, shared_buffers="512MB")
    try:
        made.initialise()
        made.start()
        create_database(made)
        yield made
    finally:
        made.kill()
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def superuser(made: Cluster) -> Iterator[Any]:
    """A superuser's cursor; committed at the end."""
    with (
        closing(psycopg2.connect(**made.superuser_connection(DATABASE))) as connection,
        connection,
        connection.cursor() as cursor,
    ):
        yield cursor


def milliseconds(cursor: Any, statement: str, parameters: Any = None, repeats: int = 200) -> float:
    """Median time of a statement with its rows fetched."""
    times = []
    for _ in range(repeats):
        started = time.perf_counter()
        cursor.execute(statement, parameters)
        cursor.fetchall()
        times.append((time.perf_counter() - started) * 1000)
    return statistics.median(times)


def throughput(
    work: Callable[..., Iterator[None]], arguments: list[tuple[Any, ...]], seconds: float
) -> float:
    """Steps a second of all workers together; each is a process that iterates ``work(*arguments[i])``.

    The first step is the worker's preparation and not counted.
    """
    context = multiprocessing.get_context("fork")
    together = context.Barrier(len(arguments))
    counts = context.SimpleQueue()

    def run(own: tuple[Any, ...]) -> None:
        count = None
        try:
            steps = work(*own)
            next(steps)
            together.wait()
            ends = time.perf_counter() + seconds
            count = 0
            while time.perf_counter() < ends:
                next(steps)
                count += 1
        finally:
            if count is None:
                together.abort()
            counts.put(count or 0)

    workers = [context.Process(target=run, args=(own,)) for own in arguments]
    for worker in workers:
        worker.start()
    total: int = sum(counts.get() for _ in workers)
    for worker in workers:
        worker.join()
    if any(worker.exitcode for worker in workers):
        raise RuntimeError("a worker failed; its own words stand above")
    return total / seconds
