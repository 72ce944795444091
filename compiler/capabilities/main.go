// Command capabilities writes the builtins that a policy may use, as OPA's capabilities document: those that OPA itself
// compiles to WebAssembly, without the deprecated and the non-deterministic. What opa-wasm computes in JavaScript is not
// native and so is not among them. The list is read from the source of the OPA release that go.mod pins, since OPA
// exports it nowhere.
package main

import (
	"encoding/json"
	"fmt"
	goast "go/ast"
	"go/parser"
	"go/token"
	"os"
	"os/exec"
	"path/filepath"
	"strings"

	"github.com/open-policy-agent/opa/v1/ast"
)

// rewritten are native too: the planner compiles them out.
var rewritten = []string{"Equality", "Assign"}

func main() {
	if err := write(os.Stdout); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func write(out *os.File) error {
	dir, err := exec.Command("go", "list", "-m", "-f", "{{.Dir}}", "github.com/open-policy-agent/opa").Output()
	if err != nil {
		return err
	}
	root := strings.TrimSpace(string(dir))
	variables, err := native(filepath.Join(root, "internal", "compiler", "wasm", "wasm.go"))
	if err != nil {
		return err
	}
	names, err := namesOf(filepath.Join(root, "v1", "ast", "builtins.go"))
	if err != nil {
		return err
	}
	allowed := map[string]bool{}
	for _, variable := range append(variables, rewritten...) {
		name, ok := names[variable]
		if !ok {
			return fmt.Errorf("no builtin is named by ast.%s", variable)
		}
		allowed[name] = true
	}
	caps := ast.CapabilitiesForThisVersion()
	kept := caps.Builtins[:0]
	for _, builtin := range caps.Builtins {
		if allowed[builtin.Name] && !builtin.Nondeterministic && !builtin.IsDeprecated() {
			kept = append(kept, builtin.Minimal())
		}
	}
	document := struct {
		Builtins       []*ast.Builtin `json:"builtins"`
		FutureKeywords []string       `json:"future_keywords"`
		Features       []string       `json:"features"`
		AllowNet       []string       `json:"allow_net"`
	}{
		Builtins: kept,
		// No opting into other dialects: one meaning of `not`, and templates in place of sprintf.
		FutureKeywords: []string{},
		Features:       []string{ast.FeatureKeywordsInRefs, ast.FeatureRegoV1, ast.FeatureTemplateStrings},
		AllowNet:       []string{},
	}
	encoder := json.NewEncoder(out)
	encoder.SetEscapeHTML(false)
	encoder.SetIndent("", "  ")
	return encoder.Encode(document)
}

// native reads the keys of the table builtinsFunctions: ast.X.Name gives X.
func native(path string) ([]string, error) {
	var variables []string
	err := eachValue(path, func(name string, value goast.Expr) {
		table, ok := value.(*goast.CompositeLit)
		if !ok || name != "builtinsFunctions" {
			return
		}
		for _, element := range table.Elts {
			if pair, ok := element.(*goast.KeyValueExpr); ok {
				if field, ok := pair.Key.(*goast.SelectorExpr); ok {
					if variable, ok := field.X.(*goast.SelectorExpr); ok {
						variables = append(variables, variable.Sel.Name)
					}
				}
			}
		}
	})
	if err == nil && len(variables) == 0 {
		err = fmt.Errorf("%s holds no table builtinsFunctions", path)
	}
	return variables, err
}

// namesOf reads `var X = &Builtin{Name: "x", …}`.
func namesOf(path string) (map[string]string, error) {
	names := map[string]string{}
	err := eachValue(path, func(variable string, value goast.Expr) {
		pointer, ok := value.(*goast.UnaryExpr)
		if !ok {
			return
		}
		literal, ok := pointer.X.(*goast.CompositeLit)
		if !ok {
			return
		}
		for _, element := range literal.Elts {
			pair, ok := element.(*goast.KeyValueExpr)
			if !ok || fmt.Sprint(pair.Key) != "Name" {
				continue
			}
			if text, ok := pair.Value.(*goast.BasicLit); ok {
				names[variable] = strings.Trim(text.Value, `"`)
			}
		}
	})
	return names, err
}

func eachValue(path string, visit func(name string, value goast.Expr)) error {
	file, err := parser.ParseFile(token.NewFileSet(), path, nil, 0)
	if err != nil {
		return err
	}
	goast.Inspect(file, func(node goast.Node) bool {
		if spec, ok := node.(*goast.ValueSpec); ok {
			for i, name := range spec.Names {
				if i < len(spec.Values) {
					visit(name.Name, spec.Values[i])
				}
			}
		}
		return true
	})
	return nil
}
