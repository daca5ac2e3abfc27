#!/usr/bin/env bash
# Runs a command with DATABASE_URL set to a temporary cluster of the system's own PostgreSQL (15 or later, Debian packages),
# and removes the cluster afterwards:   tools/with-postgres.sh npx vitest run --project integration
set -euo pipefail

[ $# -gt 0 ] || { echo "usage: $0 COMMAND…" >&2; exit 2; }

newest() { ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -t/ -k5 -n | tail -1; }

bin=$(newest)
if [ -z "$bin" ] && [ "$(id -u)" = 0 ]; then
  apt-get update -qq
  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends postgresql >/dev/null
  bin=$(newest)
fi
version=$(basename "$(dirname "${bin:-/0/}")")
if [ "$version" -lt 15 ]; then
  echo "需要 PostgreSQL 15 或更新的版本：apt-get install postgresql / PostgreSQL 15 or later is needed" >&2
  exit 2
fi

# PostgreSQL refuses to run as root.
as_owner() { if [ "$(id -u)" = 0 ]; then (cd / && runuser -u postgres -- "$@"); else "$@"; fi; }

dir=$(mktemp -d "${TMPDIR:-/tmp}/hengjian-postgres-XXXXXX")
remove() {
  as_owner "$bin/pg_ctl" stop -s -m immediate -D "$dir/data" >/dev/null 2>&1 || true
  rm -rf "$dir"
}
trap remove EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

password=$(head -c 18 /dev/urandom | base64 | tr '+/' '-_')
(umask 077 && printf %s "$password" >"$dir/password")
[ "$(id -u)" != 0 ] || chown -R postgres: "$dir"
as_owner "$bin/initdb" -D "$dir/data" -U hengjian -E UTF8 --locale=C --auth=scram-sha-256 --pwfile="$dir/password" >/dev/null

# Another program may take a port between choosing and starting; then the next one is tried.
for _ in 1 2 3 4 5 6 7 8; do
  port=$((20000 + RANDOM % 12000))
  if as_owner "$bin/pg_ctl" start -s -w -D "$dir/data" -l "$dir/log" -o "-p $port -c listen_addresses=127.0.0.1 -c unix_socket_directories=''" >/dev/null; then
    echo "PostgreSQL $version: 127.0.0.1:$port" >&2
    DATABASE_URL="postgres://hengjian:$password@127.0.0.1:$port/postgres" "$@"
    exit
  fi
done
cat "$dir/log" >&2
exit 1
