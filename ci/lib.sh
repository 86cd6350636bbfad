# shellcheck shell=bash disable=SC2034
# Shared by the scripts of this folder; sourced, never run.
# Exit codes that .ci/run tells apart from a real failure: what could not be had, not what went wrong.
readonly NO_ENGINE=70    # no Docker engine answers and none can be installed or started
readonly NO_PACKAGES=71  # Debian's packages cannot be fetched or unpacked into an image

CUNLU_ROOT="$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)"
CUNLU_CACHE="${CUNLU_CACHE:-${HOME:-/root}/.cache/cunlu}"

say() { printf '%s\n' "$*" >&2; }

# A line nobody overlooks in a long log: something the plan counts on is missing here.
shout() {
  say ''
  say '!!!! ----------------------------------------------------------------------------'
  local line
  for line in "$@"; do say "!!!! $line"; done
  say '!!!! ----------------------------------------------------------------------------'
  say ''
}

die() {
  local code=$1
  shift
  shout "$@"
  exit "$code"
}

engine_answers() { docker version --format '{{.Server.Version}}' >/dev/null 2>&1; }

# Installs Debian packages that are missing, without letting their scripts start a service on the usual ports.
apt_install() {
  local missing=() package policy=/usr/sbin/policy-rc.d made=false status=0
  for package in "$@"; do
    dpkg-query -W -f '${Status}' "$package" 2>/dev/null | grep -q 'install ok installed' || missing+=("$package")
  done
  [ ${#missing[@]} -eq 0 ] && return 0
  if [ "$(id -u)" != 0 ] || ! command -v apt-get >/dev/null; then
    say "Not installed and not installable here (needs root and apt-get): ${missing[*]}"
    return 1
  fi
  say "Installing from Debian: ${missing[*]}"
  if [ ! -e "$policy" ]; then
    printf '#!/bin/sh\nexit 101\n' >"$policy"
    chmod 755 "$policy"
    made=true
  fi
  mkdir -p "$CUNLU_CACHE"
  { apt-get -qq update && DEBIAN_FRONTEND=noninteractive apt-get -qq -o Dpkg::Use-Pty=0 install -y --no-install-recommends "${missing[@]}"; } \
    </dev/null >"$CUNLU_CACHE/apt.log" 2>&1 || { status=1; tail -10 "$CUNLU_CACHE/apt.log" >&2; }
  if $made; then rm -f "$policy"; fi
  return $status
}

# Compose, old (docker-compose 1.29, Debian 12) or new (docker compose).
compose_is_here() { docker compose version >/dev/null 2>&1 || command -v docker-compose >/dev/null; }

# Makes sure that one of the two is here; says so loudly, and returns NO_PACKAGES, where neither can be had.
need_compose() {
  if ! compose_is_here; then
    apt_install docker-compose || true
    hash -r
  fi
  if ! compose_is_here; then
    shout 'Neither "docker compose" nor "docker-compose" is here, and Debian'"'"'s docker-compose could not be installed.' \
      'Install one: apt-get install docker-compose'
    return "$NO_PACKAGES"
  fi
  if docker compose version >/dev/null 2>&1; then say "$(docker compose version)"; else say "$(docker-compose version --short | sed 's/^/docker-compose /')"; fi
}

# Returns NO_PACKAGES where neither is here; never ends the script, which may be on its way out already.
compose() {
  if docker compose version >/dev/null 2>&1; then
    docker compose "$@"
  elif command -v docker-compose >/dev/null; then
    docker-compose "$@"
  else
    shout 'Neither "docker compose" nor "docker-compose" is here.' 'Install one: apt-get install docker-compose'
    return "$NO_PACKAGES"
  fi
}

# at_exit COMMAND [WORD...]: runs it when the script ends, however it ends. Whatever the command does, the script's own
# exit code stays: a check that has failed must not become a pass by its clean-up, nor the other way round. `timeout` sends
# its signal twice, to the script and to its group: the second must not end the clean-up that the first has begun, nor
# what that runs, which inherits to ignore it.
at_exit() {
  local words
  printf -v words '%q ' "$@"
  # shellcheck disable=SC2064
  trap "at_exit_code=\$?; trap '' INT TERM; (set +e; $words) || true; exit \$at_exit_code" EXIT
  trap "trap '' INT TERM; exit 143" INT TERM
}

# Runs a long command with little claim on disk and processor, where the tools for it are here.
gently() {
  if command -v ionice >/dev/null; then
    nice ionice -c3 "$@"
  else
    nice "$@"
  fi
}
