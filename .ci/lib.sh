# Functions shared by the scripts in this folder. Sourced, not run.

say() { printf '\033[1m[%s]\033[0m %s\n' "${0##*/}" "$*"; }
fail() { printf '\n[%s] %s\n' "${0##*/}" "$*" >&2; exit 1; }

# Prints the SHA-256 of a file (or of stdin) in hexadecimal; macOS has another program for it.
sha256_hex() {
  if command -v sha256sum >/dev/null 2>&1; then sha256sum -- "$@"; else shasum -a 256 -- "$@"; fi | cut -c1-64
}

# Prints the same hash in the integrity format of service workers and browsers.
sha256_integrity() {
  # shellcheck disable=SC2059 # the format is the data: two hexadecimal digits become one byte
  printf "sha256-%s" "$(printf "$(sha256_hex "$1" | sed 's/../\\x&/g')" | base64 | tr -d '\n')"
}

# Edits a file in place with sed; `sed -i` differs between systems.
edit() { # file, sed arguments
  local file=$1; shift
  sed "$@" "$file" >"$file.new" && mv "$file.new" "$file"
}

# Compiles the page's module with the relocations that splitting it needs.
compile_page() {
  cargo rustc -p satchel --locked --release --target wasm32-unknown-unknown --bin satchel "$@" -- -Clink-arg=--emit-relocs
}

# Plays tests in a browser with the caller's function `play`. Up to three that fail run a second time,
# each alone: browsers crash now and then (WebKit in code that it compiles while it runs). They are
# named at the end, because as with journeys each is a fault to look into.
play_twice() { # part of a name …
  local report status=0 name failed
  report=$(mktemp)
  play "$@" 2>&1 | tee "$report" || status=$?
  mapfile -t failed < <(sed -n 's/^ *test \([^ ]*\) \.\.\. FAIL.*/\1/p' "$report" | sort -u)
  rm -f "$report"
  [ "$status" != 0 ] || return 0
  # More than a few are no chance.
  [ "${#failed[@]}" -gt 0 ] && [ "${#failed[@]}" -le 3 ] || return 1
  for name in "${failed[@]}"; do play "$name" || return 1; done
  printf 'passed at the second attempt: %s\n' "${failed[@]}"
}
