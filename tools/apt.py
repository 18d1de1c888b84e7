"""Installing packages with apt where that needs no password and asks no question."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys


def apt_command() -> list[str] | None:
    """How to call apt-get without being asked anything, or None: there is none, or no right to install."""
    if not shutil.which("apt-get"):
        return None
    options = ["apt-get", "-qq", "-o", "DPkg::Lock::Timeout=300"]
    if os.geteuid() == 0:
        return ["env", "DEBIAN_FRONTEND=noninteractive", *options]
    if shutil.which("sudo") and quietly(["sudo", "-n", "true"]):
        return ["sudo", "-n", "env", "DEBIAN_FRONTEND=noninteractive", *options]
    return None


def quietly(command: list[str]) -> bool:
    """Run a command with its output kept from ours; whether it succeeded."""
    done = subprocess.run(command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    if done.returncode:
        sys.stderr.buffer.write(done.stdout[-2000:])
    return done.returncode == 0


def install(what: str, *packages: str) -> bool:
    """Install Debian packages and what they depend on, no more; False where apt cannot."""
    apt = apt_command()
    if apt is None:
        return False
    print(f"Installing {what} with apt", file=sys.stderr)
    quietly([*apt, "update"])  # where one of several sources fails, what we need may still be there
    return quietly([*apt, "install", "-y", "--no-install-recommends", *packages])
