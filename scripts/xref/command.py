"""How a command meets whoever runs it: what it prints where, and how it ends when it cannot do its work.

Every command ends with a status of its own, or

    2     it could not do its work, and one line on standard error says what, where and what to do; whoever reads its
          output and leaves amid it is not told
    130   somebody interrupted it
    143   the system asked it to end; one that has something to tidy up does that first
"""

from __future__ import annotations

import errno
import os
import signal
import sys
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager, redirect_stdout, suppress
from io import BufferedWriter, FileIO, RawIOBase, TextIOWrapper
from types import FrameType
from typing import NoReturn, TextIO

FAILED, INTERRUPTED, TERMINATED = 2, 130, 143
ADVICE = {
    errno.EBADF: "let it lead somewhere",
    errno.EACCES: "change the rights of the file and its folder",
    errno.EDQUOT: "make room and try again",
    errno.EFBIG: "raise the limit on the size of files",
    errno.EINVAL: "put a file in its place",
    errno.EISDIR: "name a file",
    errno.ENAMETOOLONG: "give it a shorter one",
    errno.ENOENT: "put it back, or try again without it",
    errno.ENOSPC: "make room and try again",
    errno.EROFS: "work where files can be written",
}
"""What to do about what the system says."""


class CommandError(Exception):
    """Why a command cannot do its work: one line that says what, where and what to do."""


class ReaderLeftError(Exception):
    """Nobody reads on what the command prints, as in `command | head`."""


class Terminated(KeyboardInterrupt):
    """The system asked the command to end, which does so as if somebody had interrupted it."""


def run(main: Callable[[], int]) -> int:
    """Do a command's work, and return its exit status; of what kept it from its work, say one line.

    Only what is a fault of the command itself is said in the lines of a traceback, for who mends it.
    """
    try:
        _prepare_streams()
        _require_folder()
        return _status(main)
    except ReaderLeftError:
        return FAILED
    except KeyboardInterrupt as ending:
        return TERMINATED if isinstance(ending, Terminated) else INTERRUPTED
    except CommandError as error:
        say(f"{in_one_line(str(error))}\n")
    except OSError as error:
        say(f"{in_one_line(explained(error))}\n")
    except MemoryError:
        say("the system: out of memory; end other programs and try again\n")
    except Exception as error:
        say(_fault(error))
    return FAILED


def _fault(error: Exception) -> str:
    """What to say of what nobody foresaw."""
    if isinstance(error, RecursionError):
        return "the configuration: something in it is nested too deeply, or within itself; write it out\n"
    fault = f"a fault of this command, not of the site ({type(error).__name__}); please report it"
    return f"{traceback.format_exc()}\n{fault}\n"


def _status(main: Callable[[], int]) -> int:
    try:
        return main()
    except SystemExit as ending:  # argparse has printed what it was asked for, or what it missed
        say("")
        show("")
        return FAILED if ending.code else 0


def show(text: str) -> None:
    """Print on standard output what a command was asked for; raises CommandError, or ReaderLeftError."""
    try:
        _write(sys.stdout, text)
    except BrokenPipeError:
        raise ReaderLeftError from None
    except OSError as error:
        raise CommandError(explained(error, "standard output")) from None


def say(text: str) -> None:
    """Print on standard error what accompanies it. If nobody can hear, nobody can be told that either."""
    with suppress(OSError):
        _write(sys.stderr, text)


@contextmanager
def output_kept() -> Iterator[None]:
    """Send what others print meanwhile, and the programs that they start, to standard error: the output is ours."""
    show("")
    try:
        kept = os.dup(1)
        os.dup2(2, 1)
    except OSError:  # there is no other place for it
        yield
        return
    try:
        with redirect_stdout(sys.stderr):
            yield
    finally:
        os.dup2(kept, 1)
        os.close(kept)


def in_one_line(text: str) -> str:
    """A text that may hold the name of a file, which may hold any letter: none acts on the terminal."""
    return text if text.isprintable() else "".join(c if c.isprintable() else repr(c)[1:-1] for c in text)


def explained(error: OSError, place: object = "", otherwise: str = "the system") -> str:
    """`docs/index.md: permission denied; change the rights of the file and its folder`

    The place is that of the error, unless one is given; or another, where the error has none.
    """
    name = error.filename2 or error.filename
    where = place or (_shown(os.fsdecode(name)) if name else otherwise)
    said = error.strerror or str(error)
    return f"{where}: {said[:1].lower()}{said[1:]}; {ADVICE.get(error.errno or 0, 'see to that and try again')}"


def _shown(path: str) -> str:
    """A path as an author would type it here."""
    with suppress(OSError):
        return path.removeprefix(f"{os.getcwd()}{os.sep}")
    return path


def _write(stream: TextIO | None, text: str) -> None:
    if stream is None:  # it was closed before Python began
        if text:
            raise OSError(errno.EBADF, "closed")
        return
    try:
        if text:
            stream.write(text)
        stream.flush()
    except OSError:
        # Or Python would try the rest again at the end, and say so in lines of its own.
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
        raise


def _prepare_streams() -> None:
    """Let every letter be printed, whatever the terminal knows, and nothing be printed into a file."""
    for name in ("stdout", "stderr"):
        stream = getattr(sys, name)
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
            if isinstance(stream.buffer, RawIOBase):  # of which one write may take a part, and nobody hears which
                raw = BufferedWriter(FileIO(stream.fileno(), "w", closefd=False))
                setattr(sys, name, TextIOWrapper(raw, stream.encoding, stream.errors))
    # The number of a stream that was closed would go to the next file that is opened.
    with suppress(OSError):
        while (number := os.open(os.devnull, os.O_RDWR)) <= 2:
            pass
        os.close(number)


def tidy_up_when_terminated() -> None:
    """End as if interrupted when the system asks for it; outside the main thread nobody hears."""
    with suppress(ValueError):
        signal.signal(signal.SIGTERM, _terminate)


def _terminate(number: int, frame: FrameType | None) -> NoReturn:
    raise Terminated


def _require_folder() -> None:
    try:
        os.getcwd()
    except OSError:
        raise CommandError("the working folder is gone or cannot be read; change to another") from None
