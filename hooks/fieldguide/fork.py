"""Work on all cores: a function applied to many values in forked processes, which have all that their parent has and hand back results."""

from __future__ import annotations

import ctypes
import gc
import logging
import os
import pickle
import selectors
import struct
import sys
import traceback
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from typing import Any, TypeVar

T = TypeVar("T")
R = TypeVar("R")

FEWEST = 8
"""Values a process, at least; for fewer a process of its own does not pay."""

_CAN_FORK = hasattr(os, "fork") and sys.platform != "darwin"
"""The frameworks of macOS do not bear a fork."""

_SIZE = struct.Struct("<Q")


class WorkerError(RuntimeError):
    """A worker ended before its work did, or on an exception that cannot be handed over."""


def spread(function: Callable[[T], R], values: Sequence[T], fewest: int = FEWEST) -> list[R]:
    """The function's result for each value, in their order; what the workers log is logged here, and their first exception raised.

    Results are pickled on their way through a pipe. What the function changes elsewhere stays in the worker's copy of memory.
    """
    processes = min(os.cpu_count() or 1, len(values) // fewest) if _CAN_FORK else 1
    if processes < 2:
        return [function(value) for value in values]
    results: list[R | None] = [None] * len(values)
    _prepare()
    workers = [_fork(function, values, first, processes) for first in range(processes)]
    for number, result in _collected(workers):
        results[number] = result
    return results  # type: ignore[return-value]


@contextmanager
def beside(function: Callable[[], None]) -> Iterator[None]:
    """Runs the function in a process beside what stands in the ``with`` statement, at whose end it is waited for and its exception raised."""
    if not _CAN_FORK or (os.cpu_count() or 1) < 2:
        function()
        yield
        return
    _prepare()
    worker = _fork(lambda _: function(), [None], 0, 1)
    try:
        yield
    finally:
        list(_collected([worker]))


def _collected(workers: Sequence[tuple[int, int]]) -> Iterator[tuple[int, Any]]:
    """The results as they come, each with its number; what the workers logged is logged on the way."""
    try:
        for number, result, records in _received([pipe for _, pipe in workers]):
            for record in records:
                logging.getLogger(record.name).handle(record)
            if isinstance(result, BaseException):
                raise result
            yield number, result
    finally:
        for _, pipe in workers:
            os.close(pipe)
        statuses = [os.waitpid(pid, 0)[1] for pid, _ in workers]
    if any(statuses):
        raise WorkerError("a process that worked on the pages was ended")


def _prepare() -> None:
    """Before a fork: nothing is written twice, and nothing moved that both hold; what the C library's allocator holds unused is given back."""
    sys.stdout.flush()
    sys.stderr.flush()
    gc.freeze()
    with suppress(OSError, AttributeError):
        ctypes.CDLL(None).malloc_trim(0)


def _fork(function: Callable[[T], R], values: Sequence[T], first: int, step: int) -> tuple[int, int]:
    """A process that works on each ``step``-th value; its id, and the pipe that it writes to."""
    reading, writing = os.pipe()
    pid = os.fork()
    if pid:
        os.close(writing)
        return pid, reading
    status = 1
    try:
        os.close(reading)
        _work(function, values, first, step, writing)
        status = 0
    except BrokenPipeError:
        pass
    except BaseException:
        traceback.print_exc()
    finally:
        os._exit(status)


def _work(function: Callable[[T], R], values: Sequence[T], first: int, step: int, writing: int) -> None:
    logged: list[logging.LogRecord] = []
    logging.Logger.callHandlers = lambda self, record: logged.append(_plain(record))  # type: ignore[method-assign]
    for number in range(first, len(values), step):
        try:
            result: object = function(values[number])
            message = pickle.dumps((number, result, logged))
        except Exception as error:
            message = _failure(number, error, logged)
            _write(writing, message)
            return
        logged.clear()
        _write(writing, message)


def _failure(number: int, error: Exception, logged: list[logging.LogRecord]) -> bytes:
    try:
        message = pickle.dumps((number, error, logged))
        pickle.loads(message)
        return message
    except Exception:
        return pickle.dumps((number, WorkerError("".join(traceback.format_exception(error))), logged))


def _plain(record: logging.LogRecord) -> logging.LogRecord:
    """The record with its text put together."""
    record.msg, record.args = record.getMessage(), None
    if record.exc_info:
        record.exc_text, record.exc_info = logging.Formatter().formatException(record.exc_info), None
    return record


def _write(pipe: int, message: bytes) -> None:
    rest = memoryview(_SIZE.pack(len(message)) + message)
    while rest:
        rest = rest[os.write(pipe, rest) :]


def _received(pipes: Sequence[int]) -> Iterator[tuple[int, object, list[logging.LogRecord]]]:
    """The messages of all pipes as they come in."""
    parts = {pipe: bytearray() for pipe in pipes}
    with selectors.DefaultSelector() as selector:
        for pipe in pipes:
            selector.register(pipe, selectors.EVENT_READ)
        while selector.get_map():
            for key, _ in selector.select():
                read = os.read(key.fd, 1 << 20)
                if not read:
                    selector.unregister(key.fd)
                buffer = parts[key.fd]
                buffer += read
                yield from _messages(buffer)


def _messages(buffer: bytearray) -> Iterator[tuple[int, object, list[logging.LogRecord]]]:
    while len(buffer) >= _SIZE.size:
        (size,) = _SIZE.unpack_from(buffer)
        end = _SIZE.size + size
        if len(buffer) < end:
            return
        message = bytes(buffer[_SIZE.size : end])
        del buffer[:end]
        yield pickle.loads(message)
