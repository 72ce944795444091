package shim

import (
	"bytes"
	"encoding/json"
	"errors"
	"slices"
	"strings"

	"github.com/open-policy-agent/opa/v1/ast"
	"github.com/open-policy-agent/opa/v1/util"
)

const testSuffix = "_test.rego"

// testOnly are the builtins that tests may use beside the capabilities: print, and what OPA writes for the cases of a
// data-driven test.
var testOnly = []*ast.Builtin{ast.Print, ast.InternalPrint, ast.InternalTestCase}

// Files is the text of the modules by their path, with forward slashes.
type Files map[string]string

// dialect is the one Rego dialect of all policies: v1 with template strings, and nothing that OPA still lets modules opt
// into. One dialect means that the lints have one meaning of `not` to know.
func dialect() *ast.Capabilities {
	caps := ast.CapabilitiesForThisVersion()
	caps.Features = []string{ast.FeatureKeywordsInRefs, ast.FeatureRegoV1, ast.FeatureTemplateStrings}
	caps.FutureKeywords = nil
	caps.AllowNet = []string{}
	return caps
}

// DefaultCapabilities is the document for requests that bring none.
var DefaultCapabilities json.RawMessage

// capabilities reads a capabilities document.
func capabilities(raw json.RawMessage) (*ast.Capabilities, error) {
	if len(raw) == 0 || bytes.Equal(raw, []byte("null")) {
		raw = DefaultCapabilities
	}
	if len(raw) == 0 {
		return nil, errors.New("there is no capabilities document")
	}
	caps, err := ast.LoadCapabilitiesJSON(bytes.NewReader(raw))
	if err != nil {
		return nil, err
	}
	// Without a list OPA would fetch a schema's remote references from any host.
	if caps.AllowNet == nil {
		caps.AllowNet = []string{}
	}
	return caps, nil
}

// forTests is caps with what only tests may use.
func forTests(caps *ast.Capabilities) *ast.Capabilities {
	out := *caps
	out.Builtins = slices.Clone(caps.Builtins)
	for _, builtin := range testOnly {
		if !slices.ContainsFunc(out.Builtins, func(b *ast.Builtin) bool { return b.Name == builtin.Name }) {
			out.Builtins = append(out.Builtins, builtin)
		}
	}
	return &out
}

// parse reads every file, whatever is wrong with the others.
func parse(files Files, caps *ast.Capabilities) (map[string]*ast.Module, []Diagnostic) {
	if caps == nil {
		caps = dialect()
	}
	modules := make(map[string]*ast.Module, len(files))
	var ds []Diagnostic
	for _, path := range util.KeysSorted(files) {
		module, err := ast.ParseModuleWithOpts(path, files[path], ast.ParserOptions{
			ProcessAnnotation: true,
			RegoVersion:       ast.RegoV1,
			Capabilities:      caps,
		})
		switch {
		case err != nil:
			ds = append(ds, diagnosticsOf(err)...)
		case module == nil:
			ds = append(ds, Diagnostic{Code: "vauban/empty-module", Message: "the file holds no package", File: path, Row: 1, Col: 1})
		default:
			modules[path] = module
		}
	}
	return modules, ds
}

// schemaSet reads schemas by their name in a METADATA block, for example "schema.snapshot".
func schemaSet(schemas map[string]json.RawMessage) (*ast.SchemaSet, error) {
	if len(schemas) == 0 {
		return nil, nil
	}
	set := ast.NewSchemaSet()
	for _, name := range util.KeysSorted(schemas) {
		var schema any
		if err := util.Unmarshal(schemas[name], &schema); err != nil {
			return nil, err
		}
		ref, err := ast.ParseRef(name)
		if err != nil {
			return nil, err
		}
		set.Put(ref, schema)
	}
	return set, nil
}

func isTest(path string) bool {
	return strings.HasSuffix(path, testSuffix)
}

func withoutTests(files Files) Files {
	out := make(Files, len(files))
	for path, text := range files {
		if !isTest(path) {
			out[path] = text
		}
	}
	return out
}
