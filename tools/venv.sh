#!/bin/sh
# Makes .venv from a suitable Python and installs what a lock file names, with every hash checked.
# A copy of the lock file inside .venv tells what is installed already, so that a second run does nothing.
# The lock is whole, so pip resolves nothing (--no-deps): an older pip that looks up the extra of a locked package
# would stumble over each release that came after the lock.
#
#   sh tools/venv.sh requirements.txt      PYTHON=/path/to/python chooses the interpreter of a new .venv
set -eu
cd "$(dirname "$0")/.."
lock=$1

# Runs $1 and tells whether it is Python 3.11 or later; a version manager's stub may exist and yet not run.
recent() { "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1; }

find_python() {
  without_venv=
  for candidate in ${PYTHON:-python3.14 python3.13 python3.12 python3.11 python3 python}; do
    recent "$candidate" || continue
    if "$candidate" -c 'import ensurepip, venv' >/dev/null 2>&1; then
      echo "$candidate"
      return
    fi
    without_venv=${without_venv:-$candidate}
  done
  if [ -n "$without_venv" ]; then
    version=$("$without_venv" -c 'import sys; print("%d.%d" % sys.version_info[:2])')
    echo "$without_venv (Python $version) cannot make virtual environments: its venv module is not installed." >&2
    echo "On Debian and Ubuntu: apt install python$version-venv  (or python3-venv), then run make again." >&2
  elif [ -n "${PYTHON:-}" ]; then
    echo "PYTHON=$PYTHON is not Python 3.11 or later, or does not run." >&2
  else
    echo "Nablascope needs Python 3.11 or later, and none was found." >&2
    echo "Install it, or name one: make PYTHON=/path/to/python …" >&2
  fi
  return 1
}

# A .venv may be half made, or its interpreter may be gone since.
if ! { recent .venv/bin/python && .venv/bin/python -c 'import pip' 2>/dev/null; }; then
  python=$(find_python)
  echo "Making .venv with $python" >&2
  rm -rf .venv
  "$python" -m venv .venv
fi
if [ "$(cat "$lock")" != "$(cat ".venv/$lock" 2>/dev/null)" ]; then
  echo "Installing what $lock names" >&2
  .venv/bin/python -m pip install -qq --disable-pip-version-check --no-input --no-deps --require-hashes --requirement "$lock"
  cp "$lock" ".venv/$lock"
fi
