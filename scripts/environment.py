"""Set up what `make` needs: a virtual environment with the locked packages. One line says what went wrong.

Runs on whatever `python3` is, so it keeps to the syntax of old versions.
"""

import os
import socket
import subprocess
import sys
import venv

ENVIRONMENT = ".venv"
OLDEST = (3, 11)


def main(arguments):
    command = arguments[0]
    if command == "install":
        return install(arguments[1])
    if command == "port":
        return port(arguments[1])
    return "usage: environment.py install LOCK | environment.py port HOST:PORT"


def install(lock):
    """Make the environment hold exactly what the lock names; return what went wrong, or None."""
    if sys.version_info < OLDEST:
        version = "{}.{}".format(*sys.version_info)
        return "needs Python 3.11 or newer and found {}; install one, or name it: make PYTHON=python3.12".format(
            version
        )
    try:
        if not os.path.exists(python()):
            print("making a virtual environment in {}/".format(ENVIRONMENT), flush=True)
            venv.create(ENVIRONMENT, with_pip=True)
    except (OSError, subprocess.CalledProcessError):
        return "could not make {}/; on Debian or Ubuntu: apt install python3-venv, then remove it and try again".format(
            ENVIRONMENT
        )
    print("installing {}".format(lock), flush=True)
    pip = [python(), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--require-hashes", "-r", lock]
    done = subprocess.run(pip, stderr=subprocess.PIPE, universal_newlines=True)
    if done.returncode:
        return "could not install {}: {}; check the network and try again".format(lock, reason(done.stderr))
    return None


def port(address):
    """Return why a server cannot listen there, or None."""
    host, number = address.rsplit(":", 1)
    try:
        with socket.create_server((host, int(number))):
            return None
    except OSError as error:
        return "port {} is not free ({}); choose another: make serve PORT=8001".format(number, os.strerror(error.errno))


def python():
    return os.path.join(ENVIRONMENT, "Scripts" if os.name == "nt" else "bin", "python")


def reason(log):
    """The last line in which pip says what failed."""
    lines = [line for line in log.splitlines() if line.startswith("ERROR:")] or log.splitlines() or ["pip failed"]
    return lines[-1].replace("ERROR: ", "").rstrip(".")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
