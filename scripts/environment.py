"""Set up what `make` needs, by venv and pip, and say in one line what went wrong where they say it in many.

Runs on whatever `python3` is, so it keeps to the syntax of old versions.
"""

import os
import shutil
import socket
import subprocess
import sys
import venv

ENVIRONMENT = ".venv"
PYTHON = os.path.join(ENVIRONMENT, "bin", "python")
# Not compiled beforehand: of most modules nothing is ever imported, and Python compiles the others by itself.
PIP = [PYTHON, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-compile", "--require-hashes"]


def install(lock: str) -> "str | None":
    """Make the environment hold what the lock names; return what went wrong, or None."""
    if sys.version_info < (3, 11):  # noqa: UP036  (an older one may well run this)
        version = "{}.{}".format(*sys.version_info)
        return f"needs Python 3.11 or newer and found {version}; install one, or name it: make PYTHON=python3.12"
    try:
        if not os.path.exists(PYTHON):
            create()
        say(f"installing {lock}")
        done = subprocess.run([*PIP, "-r", lock], stderr=subprocess.PIPE, encoding="utf-8", errors="replace")
    except subprocess.CalledProcessError:
        return f"could not make {ENVIRONMENT}/: on Debian or Ubuntu, apt install python3-venv and try again"
    except (OSError, ValueError) as error:
        return f"could not make or use {ENVIRONMENT}/: {error}; see to that and try again"
    if done.returncode:
        return f"could not install {lock}: {reason(done.stderr)}; check the network and try again"
    return None


def create() -> None:
    try:
        venv.create(ENVIRONMENT, symlinks=True, with_pip=True)
    except BaseException:
        shutil.rmtree(ENVIRONMENT, ignore_errors=True)  # half of one would be taken for a whole one
        raise


def reason(log: str) -> str:
    """The last line in which pip says what failed."""
    lines = [line for line in log.splitlines() if line.startswith("ERROR:")] or log.splitlines() or ["pip failed"]
    return lines[-1].replace("ERROR: ", "").rstrip(".")


def port(address: str) -> "str | None":
    """Return why a server cannot listen there, or None."""
    host, _, number = address.rpartition(":")
    if not number.isdecimal() or int(number) > 65535:
        return f"port {number!r} is no number up to 65535; choose another: make serve PORT=8001"
    try:
        with socket.create_server((host, int(number))):
            return None
    except OSError as error:
        why = (error.strerror or "").partition(" (while")[0]  # attempting what needs not be said
        return f"port {number} is not free ({why}); choose another: make serve PORT=8001"


def say(line: str) -> None:
    """To standard error, if that leads anywhere: the standard output is for findings."""
    try:
        if sys.stderr:
            print(line, file=sys.stderr, flush=True)
    except OSError:
        pass


def main(arguments: "list[str]") -> int:
    """Exit status: 0 done, 2 could not be done, 130 interrupted."""
    tasks = {"install": install, "port": port}
    task = tasks.get(arguments[0]) if len(arguments) == 2 else None
    try:
        trouble = task(arguments[1]) if task else "expected 'install LOCK' or 'port HOST:PORT'"
    except KeyboardInterrupt:
        return 130
    if trouble:
        say(trouble)
    return 2 if trouble else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
