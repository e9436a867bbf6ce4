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
