#!/usr/bin/env bash
# The project's test command: installs what is missing, starts private servers, runs every stage.
set -euo pipefail

usage() {
  cat <<'TEXT'
usage: bash tests/run.sh [--only STAGE]… [--keep-servers] [--mysql 8.0 | --mariadb 10.6]

  --only STAGE     run this stage alone; may be given several times
  --keep-servers   leave the database servers running at the end
  --mysql 8.0      what is tested on MariaDB is tested on MySQL itself, whose programs are fetched; no other
  --mariadb 10.6   run does so, and this one wants more time: MIGRATE_TEST_MINUTES=90. Or on an older MariaDB

stages, in their order:
  fmt        the code is formatted
  clippy     no warning in any target of the workspace
  docs       the documentation builds with no warning
  features   no warning with no feature, and with each feature alone (TLS with a driver)
  tests      unit, ui, live and transcript tests
  doctests   the examples in the documentation

The last line is `N passed, N failed`, the tests of all binaries together. The exit code is 0 when all
stages are ok, 1 when one is not or no test ran, 2 when something needed is missing, 130 when interrupted.

  MIGRATE_TEST_MINUTES   all stages together may take this long (default: 29)
  MIGRATE_SERVERS_DIR, MIGRATE_POSTGRES_PORT, MIGRATE_MARIADB_PORT: see tests/servers.sh
TEXT
}

all_stages=(fmt clippy docs features tests doctests)
stages=()
keep_servers=no
other=
while [ $# -gt 0 ]; do
  case $1 in
    --only)
      [[ " ${all_stages[*]} " == *" ${2:-} "* && -n ${2:-} ]] || { usage >&2 && exit 2; }
      stages+=("$2")
      shift
      ;;
    --keep-servers) keep_servers=yes ;;
    --mysql | --mariadb)
      other="$1 ${2:-}"
      [[ $other == "--mysql 8.0" || $other == "--mariadb 10.6" ]] || { usage >&2 && exit 2; }
      shift
      ;;
    -h | --help) usage && exit 0 ;;
    *) usage >&2 && exit 2 ;;
  esac
  shift
done
[ ${#stages[@]} -gt 0 ] || stages=("${all_stages[@]}")

cd "$(dirname "${BASH_SOURCE[0]}")/.."
logs=target/test-run
mkdir -p "$logs"
PATH=$PATH:/usr/local/sbin:/usr/sbin:/sbin:${HOME:-}/.cargo/bin
if [ -t 1 ] && [ -z "${NO_COLOR:-}" ]; then
  bold=$'\e[1m' plain=$'\e[0m' fmt_color=always
  export CARGO_TERM_COLOR=${CARGO_TERM_COLOR:-always}
else
  bold='' plain='' fmt_color=never
  export CARGO_TERM_COLOR=${CARGO_TERM_COLOR:-never} NO_COLOR=1
fi
# A run compares with what is recorded; it neither rewrites it nor lets it pass unseen.
unset TRYBUILD INSTA_FORCE_PASS
export INSTA_UPDATE=${INSTA_UPDATE:-no}
# Tests wait for servers and for each other more than they compute.
export RUST_TEST_THREADS=${RUST_TEST_THREADS:-$(($(getconf _NPROCESSORS_ONLN) * 2))}

header() { printf '\n%s== %s%s\n' "$bold" "$1" "$plain"; }
missing() {
  printf 'run.sh: %s\n' "$@" >&2
  exit 2
}

# ---- what must be installed ---------------------------------------------------------------------

find_missing_packages() {
  packages=()
  compgen -G '/usr/lib/postgresql/*/bin/initdb' >/dev/null || [ -x "${MIGRATE_POSTGRES_BIN:-}/initdb" ] ||
    command -v initdb >/dev/null || packages+=(postgresql)
  command -v psql >/dev/null && command -v pg_dump >/dev/null || packages+=(postgresql-client)
  command -v mariadbd >/dev/null && command -v mariadb-install-db >/dev/null || packages+=(mariadb-server)
  command -v mariadb >/dev/null || packages+=(mariadb-client)
  command -v sqlite3 >/dev/null || packages+=(sqlite3)
  command -v npm >/dev/null || packages+=(npm)
}

as_root() {
  if [ "$(id -u)" -eq 0 ]; then "$@"; else sudo "$@"; fi
}

policy=/usr/sbin/policy-rc.d
made_policy=no
remove_policy() {
  [ "$made_policy" = no ] || as_root rm -f "$policy"
  made_policy=no
}

install_missing() {
  local failed=no
  find_missing_packages
  [ ${#packages[@]} -gt 0 ] || return 0
  header "install: ${packages[*]}"
  command -v apt-get >/dev/null ||
    missing "there is no apt-get here; install what Debian calls ${packages[*]} by hand"
  if [ "$(id -u)" -ne 0 ]; then
    if ! command -v sudo >/dev/null || ! { sudo -n true 2>/dev/null || { [ -t 0 ] && sudo true; }; }; then
      missing "cannot become root; run as root: apt-get install ${packages[*]}"
    fi
  fi
  # The packages would start servers of their own; with this file they are installed but not started.
  if [ ! -e "$policy" ]; then
    made_policy=yes
    printf '#!/bin/sh\nexit 101\n' | as_root tee "$policy" >/dev/null
    as_root chmod 755 "$policy"
  fi
  as_root apt-get update || echo "run.sh: apt-get update failed; trying the package lists at hand" >&2
  as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends "${packages[@]}" || failed=yes
  remove_policy
  [ "$failed" = no ] || missing "apt-get failed; run: apt-get install ${packages[*]}"
  find_missing_packages
  [ ${#packages[@]} -eq 0 ] || missing "still missing after the installation: ${packages[*]}"
}

# ---- running a stage ----------------------------------------------------------------------------

started=$SECONDS
deadline=$((started + ${MIGRATE_TEST_MINUTES:-29} * 60))
passed=0
failed=0
summary=()
outcome=ok
child=
stop_servers=no

stop_all() {
  local code=0
  bash tests/servers.sh stop || code=1
  bash tests/servers.sh stop --postgres 13 || code=1
  bash tests/servers.sh stop --postgres 18 || code=1
  # shellcheck disable=SC2086 # none, or two words
  [ -z "$other" ] || bash tests/servers.sh stop $other || code=1
  return "$code"
}
clean_up() {
  local code=$?
  trap - EXIT
  trap '' INT TERM HUP # nothing cuts the stopping of the servers short
  remove_policy || true
  if [ "$stop_servers" = yes ]; then stop_all || true; fi
  exit "$code"
}
end_child() {
  [ -z "$child" ] || kill -TERM -- "-$child" 2>/dev/null || true
}
interrupt() {
  trap '' INT TERM HUP
  end_child
  [ -z "$child" ] || wait "$child" 2>/dev/null || true
  printf '\nrun.sh: interrupted\n' >&2
  exit 130
}
trap clean_up EXIT
trap interrupt INT TERM HUP

# Runs one command of a stage, shown and logged, within the time that is left.
run_command() {
  local left=$((deadline - SECONDS)) code=0 tee_pid pipe=$logs/pipe
  [ "$left" -gt 0 ] || left=1
  rm -f "$pipe"
  mkfifo "$pipe"
  tee -a "$log" <"$pipe" &
  tee_pid=$!
  # Its own process group, so that all of it can be ended; and in the background, so that `wait` lets
  # a trap run at once.
  set -m
  timeout -k 10 "$left" "$@" </dev/null >"$pipe" 2>&1 &
  child=$!
  set +m
  wait "$child" || code=$?
  end_child # what a test left behind
  child=
  wait "$tee_pid" || true
  rm -f "$pipe"
  if [ "$code" -eq 124 ] || [ "$code" -eq 137 ]; then
    echo "run.sh: ended after $left s, the time all stages have together is up" | tee -a "$log" >&2
  fi
  return "$code"
}

count_results() {
  local line
  while read -r line; do
    if [[ $line =~ ^'test result: '.*' '([0-9]+)' passed; '([0-9]+)' failed;' ]]; then
      passed=$((passed + BASH_REMATCH[1]))
      failed=$((failed + BASH_REMATCH[2]))
    fi
  done < <(sed 's/\x1b\[[0-9;]*m//g' "$log")
}

features_of() {
  awk '/^\[/ { inside = ($0 == "[features]") } inside && /^[a-z]/ { print $1 }' "$1/Cargo.toml" | grep -vx default
}

stage_fmt() { run_command cargo fmt --all --check -- --color="$fmt_color"; }
stage_clippy() { run_command cargo clippy --locked --workspace --all-targets -- -D warnings; }
stage_docs() { RUSTDOCFLAGS="-D warnings" run_command cargo doc --locked --workspace --no-deps; }
stage_tests() { run_command cargo test --locked --workspace --no-fail-fast --lib --bins --examples --tests; }
stage_doctests() { run_command cargo test --locked --workspace --no-fail-fast --doc; }
stage_features() {
  local code=0 feature
  # migrate-core is looked at with it. TLS is the servers' drivers' alone, and no code of ours asks for it.
  for feature in "" $(features_of migrate-cli | grep -v '^tls-'); do
    case $feature in
      mysql) feature+=,tls-native-tls ;;
      postgres) feature+=,tls-rustls ;;
    esac
    lint_with migrate-cli "$feature" || code=1
  done
  # By itself, since migrate-cli has more of what both depend on; without a driver, but with the types of models.
  lint_with migrate-core "$(features_of migrate-core | grep -vE '^(mysql|postgres|sqlite|tls-.*)$' | paste -sd,)" || code=1
  lint_with migrate-core mysql,postgres,sqlite || code=1
  return "$code"
}
lint_with() {
  echo "-- $1, ${2:-no feature}"
  run_command cargo clippy --locked -p "$1" --no-default-features --features "$2" -- -D warnings
}

spell() { # 75 -> 1m 15s
  if [ "$1" -lt 60 ]; then echo "${1}s"; else echo "$(($1 / 60))m $(($1 % 60))s"; fi
}

run_stage() {
  local began=$SECONDS state=ok
  log=$logs/$1.log
  : >"$log"
  header "$1"
  if ! "stage_$1"; then
    state=FAILED
    outcome=FAILED
  fi
  case $1 in tests | doctests) count_results ;; esac
  summary+=("$(printf '%-10s %8s  %s' "$1" "$(spell $((SECONDS - began)))" "$state")")
}

# ---- the run ------------------------------------------------------------------------------------

command -v cargo >/dev/null || missing "there is no Rust toolchain here; see https://rustup.rs"
command -v cc >/dev/null || missing "there is no C compiler here; run: apt-get install gcc libc6-dev"

tested=no
for stage in "${stages[@]}"; do
  case $stage in tests | doctests) tested=yes ;; esac
done
if [ "$tested" = yes ]; then
  install_missing
  header servers
  if [ "$keep_servers" = no ] && ! bash tests/servers.sh status >/dev/null; then stop_servers=yes; fi
  # The last is the one that is used.
  for which in "" "--postgres 13" "--postgres 18" ${other:+"$other"}; do
    # shellcheck disable=SC2086 # none, or two words
    if ! exports=$(bash tests/servers.sh start $which); then missing "the database servers did not start"; fi
    eval "$exports"
    # shellcheck disable=SC2086
    bash tests/servers.sh status $which
  done
fi

for stage in "${stages[@]}"; do
  run_stage "$stage"
done

if [ "$stop_servers" = yes ]; then
  header stop
  stop_all || outcome=FAILED
  stop_servers=no
fi

header summary
printf '%s\n' "${summary[@]}"
printf '%-10s %8s  %s\n' all "$(spell $((SECONDS - started)))" "$outcome"
if [ "$tested" = yes ] && [ $((passed + failed)) -eq 0 ]; then
  echo "no test ran"
  outcome=FAILED
fi
echo "$passed passed, $failed failed"
[ "$outcome" = ok ] && [ "$failed" -eq 0 ] || exit 1
