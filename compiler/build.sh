#!/bin/sh
# Builds compiler/dist. With --check, builds into a temporary folder and fails if what is in the repository differs.
set -eu

here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)
cd "$here"

# All that could change the bytes is set here, and the Go release is the one of go.mod.
GOTOOLCHAIN=$(sed -n 's/^toolchain //p' go.mod)
export GOTOOLCHAIN
export GOFLAGS=-mod=readonly GOWORK=off GOEXPERIMENT= GOWASM= GODEBUG= CGO_ENABLED=0 LC_ALL=C

out=dist
if [ "${1:-}" = --check ]; then
  out=$(mktemp -d)
  trap 'rm -rf "$out"' EXIT
elif [ $# -gt 0 ]; then
  echo "usage: compiler/build.sh [--check]" >&2
  exit 2
fi
mkdir -p "$out"

GOOS=js GOARCH=wasm go build -trimpath -buildvcs=false -ldflags='-s -w -buildid=' -o "$out/regoc.wasm" .
# A folder of its own name: sha256sum must print the bare name.
(cd "$out" && sha256sum regoc.wasm) >"$out/regoc.sha256"
cp "$(go env GOROOT)/lib/wasm/wasm_exec.js" "$out/wasm_exec.js"
go run ./notices >"$out/THIRD_PARTY_NOTICES.txt"
go run ./capabilities >"$out/capabilities.json"

if [ "$out" = dist ]; then
  gzip -n -9 -f dist/regoc.wasm
  chmod 644 dist/regoc.wasm.gz
  mv dist/capabilities.json capabilities.json
  ls -l dist
  exit 0
fi

# The compressed bytes depend on the gzip at hand, the uncompressed ones on nothing.
failed=0
gzip -dc dist/regoc.wasm.gz | cmp -s - "$out/regoc.wasm" || { echo "differs: dist/regoc.wasm.gz" >&2; failed=1; }
for file in regoc.sha256 wasm_exec.js THIRD_PARTY_NOTICES.txt; do
  cmp -s "dist/$file" "$out/$file" || { echo "differs: dist/$file" >&2; failed=1; }
done
cmp -s capabilities.json "$out/capabilities.json" || { echo "differs: capabilities.json" >&2; failed=1; }
[ "$failed" = 0 ] && echo "compiler/dist is what the source builds to: $(cut -d' ' -f1 dist/regoc.sha256)"
exit "$failed"
