package shim

import (
	"github.com/open-policy-agent/opa/v1/ast"
	"github.com/open-policy-agent/opa/v1/format"
	"github.com/open-policy-agent/opa/v1/util"
)

// FormatRequest asks for the formatted text of the files.
type FormatRequest struct {
	Files Files `json:"files"`
}

// FormatResult holds the text of each file that parses, changed or not.
type FormatResult struct {
	Errors []Diagnostic `json:"errors"`
	Files  Files        `json:"files"`
}

// Format is `opa fmt`.
func Format(r FormatRequest) FormatResult {
	out := make(Files, len(r.Files))
	var ds []Diagnostic
	caps := dialect()
	for _, path := range util.KeysSorted(r.Files) {
		text, err := format.SourceWithOpts(path, []byte(r.Files[path]), format.Opts{
			RegoVersion:   ast.RegoV1,
			Capabilities:  caps,
			ParserOptions: &ast.ParserOptions{RegoVersion: ast.RegoV1, Capabilities: caps},
		})
		if err != nil {
			ds = append(ds, diagnosticsOf(err)...)
			continue
		}
		out[path] = string(text)
	}
	return FormatResult{Errors: sorted(ds), Files: out}
}
