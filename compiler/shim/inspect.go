package shim

import (
	"slices"

	"github.com/open-policy-agent/opa/v1/ast"
	"github.com/open-policy-agent/opa/v1/util"
)

// InspectRequest asks what the files say about themselves.
type InspectRequest struct {
	Files Files `json:"files"`
}

// InspectResult holds all modules that parse and all METADATA blocks, by file and row.
type InspectResult struct {
	Errors      []Diagnostic `json:"errors"`
	Modules     []Module     `json:"modules"`
	Annotations []Annotation `json:"annotations"`
}

// Module names what one file defines. Package is without "data.".
type Module struct {
	File    string   `json:"file"`
	Package string   `json:"package"`
	Test    bool     `json:"test"`
	Rules   []string `json:"rules"`
}

// Annotation is one METADATA block and the place of what it is written on. Path is without "data.".
type Annotation struct {
	Path             string         `json:"path"`
	File             string         `json:"file"`
	Row              int            `json:"row"`
	Scope            string         `json:"scope"`
	Title            string         `json:"title,omitempty"`
	Description      string         `json:"description,omitempty"`
	Entrypoint       bool           `json:"entrypoint"`
	Organizations    []string       `json:"organizations,omitempty"`
	Authors          []Author       `json:"authors,omitempty"`
	RelatedResources []Resource     `json:"relatedResources,omitempty"`
	Schemas          []Schema       `json:"schemas,omitempty"`
	Custom           map[string]any `json:"custom,omitempty"`
}

// Author is an entry of `authors`.
type Author struct {
	Name  string `json:"name"`
	Email string `json:"email,omitempty"`
}

// Resource is an entry of `related_resources`.
type Resource struct {
	Ref         string `json:"ref"`
	Description string `json:"description,omitempty"`
}

// Schema is an entry of `schemas`: a document and the name of its schema. An inline schema has no name.
type Schema struct {
	Path   string `json:"path"`
	Schema string `json:"schema,omitempty"`
}

// Inspect reads the METADATA blocks and the names of packages and rules.
func Inspect(r InspectRequest) InspectResult {
	parsed, ds := parse(r.Files, nil)
	result := InspectResult{Modules: []Module{}, Annotations: []Annotation{}}
	for _, path := range util.KeysSorted(parsed) {
		module := parsed[path]
		result.Modules = append(result.Modules, Module{
			File:    path,
			Package: packageName(module),
			Test:    isTest(path),
			Rules:   ruleNames(module),
		})
		// One module at a time: two modules that document the same path must not hide the rest.
		set, errs := ast.BuildAnnotationSet([]*ast.Module{module})
		if len(errs) > 0 {
			ds = append(ds, diagnosticsOf(errs)...)
			continue
		}
		annotations := []Annotation{}
		for _, ref := range set.Flatten() {
			if ref.Annotations != nil {
				annotations = append(annotations, annotation(path, ref))
			}
		}
		slices.SortStableFunc(annotations, func(a, b Annotation) int { return a.Row - b.Row })
		result.Annotations = append(result.Annotations, annotations...)
	}
	result.Errors = sorted(ds)
	return result
}

func annotation(path string, ref *ast.AnnotationsRef) Annotation {
	block := ref.Annotations
	a := Annotation{
		Path:          dataPath(ref.Path),
		File:          path,
		Scope:         block.Scope,
		Title:         block.Title,
		Description:   block.Description,
		Entrypoint:    block.Entrypoint,
		Organizations: block.Organizations,
		Custom:        block.Custom,
	}
	if ref.Location != nil {
		a.Row = ref.Location.Row
	}
	for _, author := range block.Authors {
		a.Authors = append(a.Authors, Author{Name: author.Name, Email: author.Email})
	}
	for _, resource := range block.RelatedResources {
		a.RelatedResources = append(a.RelatedResources, Resource{Ref: resource.Ref.String(), Description: resource.Description})
	}
	for _, schema := range block.Schemas {
		a.Schemas = append(a.Schemas, Schema{Path: schema.Path.String(), Schema: schema.Schema.String()})
	}
	return a
}

func packageName(module *ast.Module) string {
	return dataPath(module.Package.Path)
}

// dataPath is a reference without its "data." and as written in Rego.
func dataPath(ref ast.Ref) string {
	if len(ref) < 2 || !ref[0].Equal(ast.DefaultRootDocument) {
		return ref.String()
	}
	rest := slices.Clone(ref[1:])
	if name, ok := rest[0].Value.(ast.String); ok {
		rest[0] = ast.VarTerm(string(name))
	}
	return rest.String()
}

// ruleNames are the names of the rules of a module in the order of their first appearance.
func ruleNames(module *ast.Module) []string {
	names := []string{}
	for _, rule := range module.Rules {
		if name := ruleName(rule); !slices.Contains(names, name) {
			names = append(names, name)
		}
	}
	return names
}

func ruleName(rule *ast.Rule) string {
	return string(rule.Head.Ref()[0].Value.(ast.Var))
}
