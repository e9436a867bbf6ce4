# The commands for developers. `make help` lists them; the scripts are in .ci/.
SHELL := bash
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:

# The path at which a host serves Satchel, with a slash at both ends.
BASE ?= /
PORT ?= 8080
export BASE PORT

# A file of the build that .ci/rebase leaves unchanged.
BUILT := dist/manifest.webmanifest
RUN := set -euo pipefail; . .ci/.env;
# Includes folders: removing a file changes its folder's time.
SOURCES := $(shell find src style public -print) Cargo.toml Cargo.lock Trunk.toml \
	.ci/pack .ci/rebase .ci/lib.sh .ci/versions

.PHONY: help serve dist test bench shots gallery setup rebased

help: ## this list
	@sed -n 's/^\([a-z]*\):.*## /\1\t/p' Makefile | sort | while IFS=$$'\t' read -r name text; do printf '  make %-8s %s\n' "$$name" "$$text"; done

serve: $(BUILT) rebased ## build what has changed and serve it on http://localhost:8080 (PORT, BASE)
	@$(RUN) cargo build --quiet --locked -p satchel-server; exec target/debug/satchel-server dist

dist: $(BUILT) rebased ## the folder dist/ for any static host (BASE=/satchel/ for a sub-path), with its sizes
	@.ci/sizes dist
	@$(RUN) [ ! -d target/app ] || cargo run --quiet --locked -p satchel-ledger -- target/app target/wasm-bindgen/release/worker_bg.wasm

test: ## everything that is checked: format, lints, tests, three browsers, journeys, sizes
	@ALL=$(ALL) .ci/setup test
	@ALL=$(ALL) .ci/test

bench: $(BUILT) rebased ## times beside those of others, with 1,000 to 1,000,000 contacts (BENCH="1000 slowed": some of it; COMPARE=<commit>: beside an earlier build)
	@.ci/setup bench
	@$(RUN) $(if $(COMPARE),exec .ci/compare "$(COMPARE)" $(BENCH),cargo run --quiet --locked -p satchel-e2e -- bench dist $(BENCH))

shots: $(BUILT) rebased ## pictures of every screen at five sizes, light and dark, in .ci/shots
	@.ci/setup test
	@$(RUN) cargo run --quiet --locked -p satchel-e2e -- shots dist .ci/shots

gallery: ## every component in every state, served (PORT); ACCEPT=1 accepts its pictures in tests/gallery
	@.ci/setup $(if $(ACCEPT),test,build)
	@.ci/gallery $(if $(ACCEPT),accept,build)
	@$(RUN) [ -n "$(ACCEPT)" ] || { cargo build --quiet --locked -p satchel-server; BASE=/ exec target/debug/satchel-server target/gallery; }

setup:
	@.ci/setup build

# The page's module compiles in parallel with the worker; .ci/pack needs it, waits for it, and
# reports its errors. It runs in its own process group, so all of it ends if the build fails or is
# interrupted. The target gets the time at which the build began: files saved during a build are
# built the next time.
$(BUILT): $(SOURCES) | setup
	@mkdir -p target && touch target/build-began
	@$(RUN) . .ci/lib.sh; set -m; compile_page --quiet >/dev/null 2>&1 & set +m; \
		trap "kill -- -$$! 2>/dev/null || true" EXIT; \
		trunk build --release
	@touch -r target/build-began $@

# Changing the base path needs no rebuild.
rebased: $(BUILT)
	@.ci/rebase --if-needed dist "$(BASE)"
