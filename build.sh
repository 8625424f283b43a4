#!/usr/bin/env bash
# Runs a task: ./build.sh build | demo | test | help | package | bench | soak. The task list is in build/Tasks.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"
command -v dotnet >/dev/null || PATH="$PATH:${DOTNET_ROOT:-$HOME/.dotnet}"
if ! command -v dotnet >/dev/null; then
  echo 'FluenceVm is built with the .NET SDK 10 or newer, and there is no dotnet on PATH: https://dotnet.microsoft.com/download' >&2
  exit 1
fi
exec dotnet run --project build/Tasks --verbosity quiet -- "$@"
