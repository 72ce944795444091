package shim

import (
	"context"
	"encoding/json"

	"github.com/open-policy-agent/opa/v1/ast"
	"github.com/open-policy-agent/opa/v1/bundle"
	"github.com/open-policy-agent/opa/v1/compile"
	"github.com/open-policy-agent/opa/v1/util"
)

// CompileRequest asks for the WebAssembly of the entrypoints ("policies/host/ssh/root_login_refused/observations").
// Tests among the files are dropped.
type CompileRequest struct {
	Files        Files                      `json:"files"`
	Entrypoints  []string                   `json:"entrypoints"`
	Schemas      map[string]json.RawMessage `json:"schemas"`
	Capabilities json.RawMessage            `json:"capabilities"`
	Strict       bool                       `json:"strict"`
}

// CompileResult is empty when the bytes beside it are good.
type CompileResult struct {
	Errors []Diagnostic `json:"errors"`
}

// Compile checks the files and compiles them to WebAssembly.
func Compile(r CompileRequest) (CompileResult, []byte) {
	wasm, ds := compileWasm(r)
	return CompileResult{Errors: sorted(ds)}, wasm
}

func compileWasm(r CompileRequest) ([]byte, []Diagnostic) {
	files := withoutTests(r.Files)
	checked := CheckRequest{Files: files, Schemas: r.Schemas, Capabilities: r.Capabilities, Strict: r.Strict}
	if ds := check(checked); len(ds) > 0 {
		return nil, ds
	}
	caps, err := capabilities(r.Capabilities)
	if err != nil {
		return nil, diagnosticsOf(err)
	}
	modules, ds := parse(files, caps)
	if len(ds) > 0 {
		return nil, ds
	}
	b := &bundle.Bundle{Data: map[string]any{}}
	b.Manifest.Init()
	for _, path := range util.KeysSorted(modules) {
		b.Modules = append(b.Modules, bundle.ModuleFile{URL: path, Path: path, Raw: []byte(files[path]), Parsed: modules[path]})
	}
	// Optimization stays off: OPA's optimizer loses results. Pruning keeps the entrypoints to those asked for.
	build := compile.New().
		WithTarget(compile.TargetWasm).
		WithEntrypoints(r.Entrypoints...).
		WithPruneUnused(true).
		WithCapabilities(caps).
		WithRegoVersion(ast.RegoV1).
		WithBundle(b)
	if err := build.Build(context.Background()); err != nil {
		return nil, diagnosticsOf(err)
	}
	for _, module := range build.Bundle().WasmModules {
		return module.Raw, nil
	}
	return nil, []Diagnostic{{Code: "vauban/compiler", Message: "OPA gave no WebAssembly"}}
}
