# shellcheck shell=bash
# What ./run, ./test and ./bench share: install what is missing, build, and be quiet about success.
# Sourced with the repository as current folder and `set -eu -o pipefail`.

root=$PWD
logs=$root/build/log

say() { printf '%s\n' "$*"; }
fail() { printf '%s\n' "$*" >&2; exit 1; }

# step NAME WORDS COMMAND…: says WORDS, keeps the output in build/log/NAME.txt, shows its end only when the command fails.
step() {
  local name=$1 words=$2 started=$SECONDS
  shift 2
  mkdir -p "$logs"
  say "· $words"
  if "$@" >"$logs/$name.txt" 2>&1; then
    local took=$((SECONDS - started))
    if [ "$took" -ge 5 ]; then say "  done in ${took} s"; fi
    return 0
  fi
  {
    echo "  That did not work. The last lines of build/log/$name.txt:"
    tail -n 30 "$logs/$name.txt" | sed 's/^/  | /'
  } >&2
  return 1
}

as_root() {
  if [ "$(id -u)" -eq 0 ]; then "$@"
  elif command -v sudo >/dev/null; then sudo -E "$@"
  else fail "This needs root to install packages, and sudo is not installed. Run it as root once."; fi
}

# Prints the packages of the given kinds (regular expression) that are not installed.
missing_packages() {
  local wanted name
  wanted=$(sed -n -E "s/^([a-z0-9.+-]+)[[:space:]]+#[[:space:]]*($1)\b.*/\1/p" tools/packages.txt)
  # shellcheck disable=SC2086  # one word per package
  comm -23 <(printf '%s\n' $wanted | sort -u) \
    <(dpkg-query -W -f '${db:Status-Status} ${binary:Package}\n' 2>/dev/null | sed -n -E 's/^installed ([^:]+).*/\1/p' | sort -u) |
    while read -r name; do
      # Node and npm may come from elsewhere; the commands are what counts.
      case $name in
        nodejs) command -v node >/dev/null || echo "$name" ;;
        npm) command -v npm >/dev/null || echo "$name" ;;
        *) echo "$name" ;;
      esac
    done
}

# apt without questions, and without starting services (nginx, PostgreSQL): the tests start their own.
apt_install() {
  local policy=/usr/sbin/policy-rc.d made=no status=0
  if ! [ -e "$policy" ]; then
    as_root sh -c "printf '#!/bin/sh\nexit 101\n' >$policy && chmod 755 $policy"
    made=yes
  fi
  { as_root env DEBIAN_FRONTEND=noninteractive apt-get update -q &&
    as_root env DEBIAN_FRONTEND=noninteractive apt-get install -q -y --no-install-recommends "$@"; } || status=$?
  if [ "$made" = yes ]; then as_root rm -f "$policy"; fi
  return "$status"
}

install_packages() {
  command -v apt-get >/dev/null || fail "This needs Debian 12 (apt-get is missing)."
  local missing
  missing=$(missing_packages "$1")
  [ -n "$missing" ] || return 0
  # shellcheck disable=SC2086
  step apt "Installing $(echo "$missing" | wc -w) Debian packages: $(echo $missing | cut -c1-100)" apt_install $missing
}

# npm ci runs only when the lock file is another than last time. No package may run scripts.
install_modules() {
  local stamp=node_modules/.cityhall-lock now
  if [ -L node_modules ]; then return 0; fi
  now=$(sha256sum package-lock.json)
  if [ "$(cat "$stamp" 2>/dev/null)" = "$now" ]; then return 0; fi
  step npm "Fetching the npm packages" npm ci --ignore-scripts --no-audit --no-fund --loglevel=error
  printf '%s\n' "$now" >"$stamp"
}

# As many compilers as there are processors, but no more than memory allows (1.2 GB each).
build_jobs() {
  local cores memory
  cores=$(nproc)
  memory=$(awk '/MemAvailable/ {print int($2 / 1200000)}' /proc/meminfo)
  if [ "$memory" -lt 1 ]; then memory=1; fi
  echo $((cores < memory ? cores : memory))
}

# build PRESET FOLDER TARGET…
build() {
  local preset=$1 folder=$2
  shift 2
  if ! [ -f "$folder/build.ninja" ]; then step "configure-$preset" "Configuring ($preset)" cmake --preset "$preset"; fi
  step "build-$preset" "Building ($preset)" ninja -C "$folder" -j "$(build_jobs)" "$@"
}
