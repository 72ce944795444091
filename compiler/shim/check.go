package shim

import (
	"encoding/json"
	"maps"
	"strings"

	"github.com/open-policy-agent/opa/v1/ast"
	"github.com/open-policy-agent/opa/v1/util"
)

// CheckRequest asks whether the files compile. Schemas are by name ("schema.snapshot") and must be self-contained.
// Capabilities is OPA's capabilities document, without which DefaultCapabilities hold. Strict adds OPA's strict mode
// (unused variables and imports, …).
type CheckRequest struct {
	Files        Files                      `json:"files"`
	Schemas      map[string]json.RawMessage `json:"schemas"`
	Capabilities json.RawMessage            `json:"capabilities"`
	Strict       bool                       `json:"strict"`
}

// CheckResult is empty when the files compile.
type CheckResult struct {
	Errors []Diagnostic `json:"errors"`
}

// Check compiles the files, tests too, with the capabilities and schemas, and gives all errors of all files.
func Check(r CheckRequest) CheckResult {
	return CheckResult{Errors: sorted(check(r))}
}

func check(r CheckRequest) []Diagnostic {
	caps, err := capabilities(r.Capabilities)
	if err != nil {
		return diagnosticsOf(err)
	}
	schemas, err := schemaSet(r.Schemas)
	if err != nil {
		return diagnosticsOf(err)
	}
	modules, ds := parse(r.Files, caps)
	for _, path := range util.KeysSorted(modules) {
		if !isTest(path) {
			ds = append(ds, testOnlyCalls(modules[path], caps)...)
		}
	}
	return append(ds, compileEach(modules, len(ds) > 0, forTests(caps), schemas, r.Strict)...)
}

// compileEach compiles the modules, and as OPA stops at the first stage that finds an error, compiles the faultless ones
// again until no more errors show. What only follows from a module that is not there is left out.
func compileEach(modules map[string]*ast.Module, incomplete bool, caps *ast.Capabilities, schemas *ast.SchemaSet, strict bool) []Diagnostic {
	left := maps.Clone(modules)
	var ds []Diagnostic
	for len(left) > 0 {
		compiler := newCompiler(caps, strict)
		if schemas != nil {
			compiler = compiler.WithSchemas(schemas).WithUseTypeCheckAnnotations(true)
		}
		compiler.Compile(left)
		if !compiler.Failed() {
			break
		}
		before := len(left)
		for _, d := range diagnosticsOf(compiler.Errors) {
			delete(left, d.File)
			if !incomplete || !strings.HasPrefix(d.Message, undefinedFunction+"data.") {
				ds = append(ds, d)
			}
		}
		if len(left) == before {
			break
		}
		incomplete = true
	}
	return ds
}

func newCompiler(caps *ast.Capabilities, strict bool) *ast.Compiler {
	return ast.NewCompiler().
		WithCapabilities(caps).
		WithDefaultRegoVersion(ast.RegoV1).
		WithEnablePrintStatements(true).
		WithStrict(strict).
		SetErrorLimit(0)
}

// testOnlyCalls finds calls, outside of tests, of what only tests may use. OPA erases print() instead of refusing it.
func testOnlyCalls(module *ast.Module, caps *ast.Capabilities) []Diagnostic {
	forbidden := map[string]*ast.Builtin{}
	for _, builtin := range testOnly {
		forbidden[builtin.Name] = builtin
	}
	for _, builtin := range caps.Builtins {
		delete(forbidden, builtin.Name)
	}
	var ds []Diagnostic
	report := func(operator *ast.Term) {
		if builtin, ok := forbidden[operator.String()]; ok {
			ds = append(ds, diagnosticAt(operator.Location, ast.TypeErr, unavailable(builtin)))
		}
	}
	ast.NewGenericVisitor(func(x any) bool {
		switch x := x.(type) {
		case *ast.Expr:
			if x.IsCall() {
				report(x.OperatorTerm())
			}
		case ast.Call:
			report(x[0])
		}
		return false
	}).Walk(module)
	return ds
}
