"""Set up what `make` needs: a virtual environment with the locked packages. One line says what went wrong.

Runs on whatever `python3` is, so it keeps to the syntax of old versions.
"""

import os
import shutil
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
        return f"needs Python 3.11 or newer and found {version}; install one, or name it: make PYTHON=python3.12"
    try:
        if not os.path.exists(python()):
            print(f"making a virtual environment in {ENVIRONMENT}/", flush=True)
            venv.create(ENVIRONMENT, with_pip=True)
    except (OSError, subprocess.CalledProcessError):
        shutil.rmtree(ENVIRONMENT, ignore_errors=True)  # half of one would be taken for a whole one
        return f"could not make {ENVIRONMENT}/: on Debian or Ubuntu, apt install python3-venv and try again"
    print(f"installing {lock}", flush=True)
    pip = [python(), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--require-hashes", "-r", lock]
    done = subprocess.run(pip, stderr=subprocess.PIPE, text=True)
    if done.returncode:
        return f"could not install {lock}: {reason(done.stderr)}; check the network and try again"
    return None


def port(address):
    """Return why a server cannot listen there, or None."""
    host, number = address.rsplit(":", 1)
    try:
        with socket.create_server((host, int(number))):
            return None
    except OSError as error:
        return f"port {number} is not free ({os.strerror(error.errno)}); choose another: make serve PORT=8001"


def python():
    return os.path.join(ENVIRONMENT, "Scripts" if os.name == "nt" else "bin", "python")


def reason(log):
    """The last line in which pip says what failed."""
    lines = [line for line in log.splitlines() if line.startswith("ERROR:")] or log.splitlines() or ["pip failed"]
    return lines[-1].replace("ERROR: ", "").rstrip(".")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
