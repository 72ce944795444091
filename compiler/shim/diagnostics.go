// Package shim holds what the compiler offers to Node, as plain functions from a request to a result. It is free of
// JavaScript, so that it is tested like any Go package.
package shim

import (
	"cmp"
	"errors"
	"slices"
	"strings"

	"github.com/open-policy-agent/opa/v1/ast"
)

// Diagnostic is one thing wrong with the policies. Row and Col count from 1; a diagnostic about no place has neither.
type Diagnostic struct {
	Code    string   `json:"code"`
	Message string   `json:"message"`
	File    string   `json:"file,omitempty"`
	Row     int      `json:"row,omitempty"`
	Col     int      `json:"col,omitempty"`
	Details []string `json:"details,omitempty"`
}

func diagnosticAt(loc *ast.Location, code, message string) Diagnostic {
	d := Diagnostic{Code: code, Message: message}
	if loc != nil {
		d.File, d.Row, d.Col = loc.File, loc.Row, loc.Col
	}
	return d
}

func diagnosticsOf(err error) []Diagnostic {
	if err == nil {
		return nil
	}
	var list ast.Errors
	var one *ast.Error
	switch {
	case errors.As(err, &list):
	case errors.As(err, &one):
		list = ast.Errors{one}
	default:
		return []Diagnostic{{Code: "vauban/compiler", Message: err.Error()}}
	}
	out := make([]Diagnostic, 0, len(list))
	for _, e := range list {
		d := diagnosticAt(e.Location, e.Code, explain(e.Message))
		if e.Details != nil {
			for _, line := range e.Details.Lines() {
				if line = strings.TrimRight(line, " \t"); line != "" {
					d.Details = append(d.Details, line)
				}
			}
		}
		out = append(out, d)
	}
	return out
}

// sorted orders diagnostics by place and drops repeats; the result is never nil, so that JSON always has a list.
func sorted(ds []Diagnostic) []Diagnostic {
	ds = slices.Clone(ds)
	slices.SortStableFunc(ds, func(a, b Diagnostic) int {
		return cmp.Or(
			cmp.Compare(a.File, b.File), cmp.Compare(a.Row, b.Row), cmp.Compare(a.Col, b.Col),
			cmp.Compare(a.Code, b.Code), cmp.Compare(a.Message, b.Message),
		)
	})
	ds = slices.CompactFunc(ds, func(a, b Diagnostic) bool {
		return a.File == b.File && a.Row == b.Row && a.Col == b.Col && a.Code == b.Code && a.Message == b.Message
	})
	if ds == nil {
		return []Diagnostic{}
	}
	return ds
}
