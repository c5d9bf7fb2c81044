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
            venv.create(ENVIRONMENT, symlinks=True, with_pip=True)
    except (OSError, subprocess.CalledProcessError):
        shutil.rmtree(ENVIRONMENT, ignore_errors=True)  # half of one would be taken for a whole one
        return f"could not make {ENVIRONMENT}/: on Debian or Ubuntu, apt install python3-venv and try again"
    print(f"installing {lock}", file=sys.stderr, flush=True)  # the standard output is for findings
    done = subprocess.run([*PIP, "-r", lock], stderr=subprocess.PIPE, text=True)
    if done.returncode:
        return f"could not install {lock}: {reason(done.stderr)}; check the network and try again"
    return None


def reason(log: str) -> str:
    """The last line in which pip says what failed."""
    lines = [line for line in log.splitlines() if line.startswith("ERROR:")] or log.splitlines() or ["pip failed"]
    return lines[-1].replace("ERROR: ", "").rstrip(".")


def port(address: str) -> "str | None":
    """Return why a server cannot listen there, or None."""
    host, number = address.rsplit(":", 1)
    try:
        with socket.create_server((host, int(number))):
            return None
    except OSError as error:
        return f"port {number} is not free ({os.strerror(error.errno or 0)}); choose another: make serve PORT=8001"


if __name__ == "__main__":
    sys.exit({"install": install, "port": port}[sys.argv[1]](sys.argv[2]))
