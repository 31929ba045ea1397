#!/bin/sh
# Print the first Python that Détente runs on: $PYTHON if it is set, else python3, else the newest
# of the versions named below.
set -u
for name in ${PYTHON:-python3 python3.13 python3.12 python3.11 python3.14 python}; do
    # A version manager may have a command of that name that only says "not installed": try it.
    path=$("$name" -c 'import ensurepip, sys, venv
if sys.version_info >= (3, 11): print(sys.executable)' 2>/dev/null) || continue
    if [ -n "$path" ]; then
        printf '%s\n' "$path"
        exit 0
    fi
done
echo "Détente needs Python 3.11 or newer with venv and pip (on Debian and Ubuntu: the package" >&2
echo "python3-venv). None was found as ${PYTHON:-python3, python3.11, python3.12, python3.13 or python3.14}." >&2
echo "Install one, or name yours: make PYTHON=/path/to/python3 demo" >&2
exit 2
