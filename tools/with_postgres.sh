#!/usr/bin/env bash
# Runs a command with CLUSTERATLAS_DATABASE naming a PostgreSQL server of its own, which is gone afterwards.
set -euo pipefail

programs=$(find /usr/lib/postgresql -maxdepth 2 -name bin 2>/dev/null | sort -V | tail -1)
[ -n "$programs" ] && PATH="$programs:$PATH"
command -v initdb >/dev/null || { echo "with_postgres: PostgreSQL is not installed (Debian: apt-get install postgresql)" >&2; exit 2; }

folder=$(mktemp -d)
port=$(python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')
# The server refuses to be root; whoever else runs this is its owner.
as_owner() { if [ "$(id -u)" = 0 ]; then su postgres -c "PATH='$PATH' $1"; else bash -c "$1"; fi; }
[ "$(id -u)" != 0 ] || chown postgres "$folder"
stop() { as_owner "pg_ctl -D $folder/data -m immediate stop" >/dev/null 2>&1 || true; rm -rf "$folder"; }
trap stop EXIT

as_owner "initdb -D $folder/data -U atlas --auth=trust --encoding=UTF8 --locale=C.UTF-8" >/dev/null
# What is gone afterwards need not survive a power cut.
settings="-p $port -k $folder -c listen_addresses=127.0.0.1 -c fsync=off -c synchronous_commit=off -c full_page_writes=off"
as_owner "pg_ctl -D $folder/data -o '$settings' -l $folder/log -w start" >/dev/null || { cat "$folder/log" >&2; exit 2; }

export CLUSTERATLAS_DATABASE="postgresql://atlas@127.0.0.1:$port/postgres"
"$@"
