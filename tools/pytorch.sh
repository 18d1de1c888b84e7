#!/bin/sh
# Runs a command with PyTorch, which only the bench needs, to be imported from .venv/bench; installs it there first.
# Linux takes the build for the CPU, which the usual index does not hold: pip must know a place that does (PIP_FIND_LINKS or
# PIP_EXTRA_INDEX_URL). Where it cannot be had, that is told, and the command runs without it; whoever has PyTorch
# elsewhere names that place in PYTHONPATH.
#
#   sh tools/pytorch.sh .venv/bin/python -m bench training
set -eu
cd "$(dirname "$0")/.."
lock=requirements-bench.txt
place=.venv/bench

if [ "$(cat "$lock")" != "$(cat "$place/$lock" 2>/dev/null)" ]; then
  echo "Installing what $lock names" >&2
  rm -rf "$place"
  if .venv/bin/python -m pip install -qq --disable-pip-version-check --no-input --no-deps --require-hashes \
    --target "$place" --requirement "$lock"; then
    cp "$lock" "$place/$lock"
  else
    echo "PyTorch could not be installed (see tools/pytorch.sh); going on without it" >&2
  fi
fi
PYTHONPATH=$PWD/$place${PYTHONPATH:+:$PYTHONPATH}
export PYTHONPATH
exec "$@"
