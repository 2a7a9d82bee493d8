#!/usr/bin/env bash
# Creates a virtual environment with the Python peers: setup.sh [DIRECTORY], by default .venv beside this
# script. PYTHON names the interpreter, python3 by default (tried with 3.11). Running it again does no harm.
# Needs a C compiler for learn2learn and about 6 GB of disk, most of it PyTorch.
set -euo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
venv=${1:-$here/.venv}
learn2learn=learn2learn==0.2.0

"${PYTHON:-python3}" -m venv "$venv"
rm -f "$venv/ready"
python=$(cd "$venv" && pwd)/bin/python
"$python" -m pip install --requirement "$here/requirements.txt"

# The C files in learn2learn's source distribution were generated for older versions of Python and do not
# compile on 3.11; they are generated again from the Cython sources beside them. Its dependencies come
# from requirements.txt, for its own list pulls in far more than the peers use.
build=$(mktemp -d)
trap 'rm -rf "$build"' EXIT
"$python" -m pip download --no-deps --no-build-isolation --no-binary :all: --dest "$build" "$learn2learn"
tar -xzf "$build"/learn2learn-*.tar.gz --strip-components 1 -C "$build"
"$python" -m cython -3 "$build"/learn2learn/data/*.pyx
"$python" -m pip install --no-deps --no-build-isolation "$build"

# From elsewhere than the sources, so that the installed package is what is imported.
cd "$venv"
bin/python -c '
import warnings
warnings.filterwarnings("ignore")
import easyfsl, jax, learn2learn, optax, torch
print("jax", jax.__version__, "optax", optax.__version__)
print("torch", torch.__version__, "learn2learn", learn2learn.__version__)
'
# What `meta4j bench peers` looks for: an interrupted set-up has no such file.
touch ready
