"""A bound on how long a piece of work may take."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from threading import current_thread, main_thread
from types import FrameType

TIME_LIMIT = 20
"""Seconds of processor time for a page or a configuration; a page of 2 MB takes three or so."""


class TimeLimitReached(BaseException):
    """No Exception, lest a library that goes on after any of those swallow it."""


@contextmanager
def time_limit(seconds: float) -> Iterator[None]:
    """Raise TimeLimitReached after so many seconds of its own processor time, however busy the machine is otherwise.

    Without effect on Windows and outside the main thread, where no work can be interrupted.
    """
    if not hasattr(signal, "SIGVTALRM") or current_thread() is not main_thread():
        yield
        return
    before = signal.signal(signal.SIGVTALRM, _stop)
    signal.setitimer(signal.ITIMER_VIRTUAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)


def _stop(number: int, frame: FrameType | None) -> None:
    raise TimeLimitReached
