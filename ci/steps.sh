# shellcheck shell=bash disable=SC2034
# Running steps one by one, each in a process with a log of its own, and telling how they ended. Sourced by .ci/run, which
# defines step_NAME for each, and by ci/test-steps.
#
# A step is "passed", "FAILED (code)", "OUT OF TIME", or "NOT RUN": something could not be had here. For the last it must end
# with NO_ENGINE or NO_PACKAGES and have said why with shout (lib.sh); the code alone is a failure like any other. A step that was
# given less than its own time, because the hour ends, and is cut off by it is "NOT RUN to its end", unless a test had failed by then.

logs="${CUNLU_CI_LOGS:-$PWD/target/ci}"
minutes="${CUNLU_CI_MINUTES:-60}"
runner="$0"
names=()
seconds=()
results=()
failed=()
missing=()
running=

# Every line of Surefire, per class and per module, and their sum.
tell_tests() {
  grep -q 'Tests run:' "$1" || return 0
  grep 'Tests run:' "$1"
  printf 'All modules: Tests run: %d, Failures: %d, Errors: %d, Skipped: %d\n' \
    "$(sum_of run "$1")" "$(sum_of Failures "$1")" "$(sum_of Errors "$1")" "$(sum_of Skipped "$1")"
}

# sum_of run|Failures|Errors|Skipped LOG: over the modules' own sums, which alone have no class behind them.
sum_of() {
  { grep -E 'Tests run:[^T]*$' "$2" || true; } | tr -d ',' \
    | awk -v word="$1:" '{ for (i = 1; i < NF; i++) if ($i == word) n += $(i + 1) } END { print n + 0 }'
}

# How a step with this exit code and this log has ended, in words. A third word says that it was given less than its time.
result_of() {
  case $1 in
    0) if grep -q 'Tests run:' "$2" && [ "$(sum_of run "$2")" = 0 ]; then echo 'FAILED (ran no test)'; else echo passed; fi ;;
    124 | 137)
      if [ -z "${3:-}" ]; then echo 'OUT OF TIME'
      elif grep -qE '<<< (FAILURE|ERROR)!' "$2"; then echo 'FAILED (and cut off)'
      else echo 'NOT RUN to its end: cut off'; fi
      ;;
    "$NO_ENGINE" | "$NO_PACKAGES") if grep -q '^!!!!' "$2"; then echo 'NOT RUN: not to be had here'; else echo "FAILED ($1)"; fi ;;
    *) echo "FAILED ($1)" ;;
  esac
}

# step NAME MINUTES: runs it. Returns 0 only when it has passed.
step() {
  local name=$1 limit=$(($2 * 60)) log="$logs/$1.log" began=$SECONDS left code=0 result short=
  # A minute of the hour is for what is still told and tidied up when a step was cut off.
  left=$((minutes * 60 - 60 - SECONDS))
  if [ $left -lt "$limit" ]; then
    limit=$((left > 1 ? left : 1))
    short=short
  fi
  printf '\n==== %s (at most %d min, log %s) ====\n' "$name" $((limit / 60)) "${log#"$PWD/"}"
  # Beside this shell, which could not hear a signal while it runs a command itself.
  timeout --kill-after=60 "$limit" bash "$runner" step "$name" >"$log" 2>&1 </dev/null &
  running=$!
  wait "$running" || code=$?
  running=
  tell_tests "$log"
  result="$(result_of $code "$log" $short)"
  names+=("$name")
  seconds+=($((SECONDS - began)))
  results+=("$result")
  case $result in
    passed) grep -E '^(cunlu-local|Versions:|Docker engine|docker-compose|Docker Compose|From Debian:)|^!!!!' "$log" || true ;;
    'NOT RUN'*)
      missing+=("$name")
      grep '^!!!!' "$log" || true
      ;;
    *)
      failed+=("$name")
      printf -- '---- last lines of %s ----\n' "$log"
      tail -60 "$log"
      ;;
  esac
  printf '==== %s: %s, %d s ====\n' "$name" "$result" $((SECONDS - began))
  [ "$result" = passed ]
}

# not_run NAME...: these had no chance, since one before them has not passed; they stand in the table, too.
not_run() {
  local name
  for name in "$@"; do
    names+=("$name")
    seconds+=(0)
    results+=('NOT RUN')
    missing+=("$name")
  done
}

# For trap ... INT TERM: ends the step that runs, its clean-up included, and then the script.
interrupted() {
  if [ -n "$running" ]; then
    kill -TERM "$running" 2>/dev/null || true
    wait "$running" || true
  fi
  exit 130
}

# Which tests failed, and with what: the last lines of a log seldom say it, and who reads an account of a run sees its end.
tell_failures() {
  grep -E '<<< (FAILURE|ERROR)!|^\[ERROR\] +[A-Za-z]+Test[.:]' "$1" | cut -c1-300 | sort -u | head -30 || true
}

# The table and the last word. Exits 1 when a step failed; 0 else, and then names what was not run. CUNLU_CI_STRICT=true
# makes the second a failure as well, exit 2: for machines that are known to have everything.
finish() {
  local i
  printf '\n==== summary ====\n%-12s %8s  %s\n' step seconds result
  for i in "${!names[@]}"; do printf '%-12s %8d  %s\n' "${names[$i]}" "${seconds[$i]}" "${results[$i]}"; done
  printf '%-12s %8d\n' total "$SECONDS"
  for i in "${names[@]}"; do
    if [ -e "$logs/$i.log" ] && grep -q 'Tests run:' "$logs/$i.log"; then printf '%s: %s\n' "$i" "$(tell_tests "$logs/$i.log" | tail -1)"; fi
  done
  for i in "${failed[@]}"; do
    if [ -e "$logs/$i.log" ]; then tell_failures "$logs/$i.log"; fi
  done
  if [ ${#failed[@]} -gt 0 ]; then
    echo "FAILED: ${failed[*]}${missing[*]:+; NOT RUN: ${missing[*]}}"
    exit 1
  fi
  if [ ${#missing[@]} -gt 0 ]; then
    echo "INCOMPLETE: what ran has passed, but this was NOT RUN, or not to its end, since something it needs (time, too) is not to be had here: ${missing[*]}"
    if [ "${CUNLU_CI_STRICT:-false}" = true ]; then exit 2; fi
    exit 0
  fi
  echo "Everything was run and has passed: ${names[*]}"
  exit 0
}
