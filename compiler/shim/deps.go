package shim

import (
	"slices"
	"strings"

	"github.com/open-policy-agent/opa/v1/ast"
	"github.com/open-policy-agent/opa/v1/util"
)

// DependenciesRequest asks what the rules read ("data.policies.host.ssh.root_login_refused.observations").
type DependenciesRequest struct {
	Files Files    `json:"files"`
	Refs  []string `json:"refs"`
}

// DependenciesResult holds an entry for each reference, in the order asked.
type DependenciesResult struct {
	Errors       []Diagnostic `json:"errors"`
	Dependencies []Dependency `json:"dependencies"`
}

// Dependency is what a rule and all it calls may read: paths below input and below data, each cut at the first part that
// is known only when the rule runs, and none of them the beginning of another. The empty path is the whole document.
type Dependency struct {
	Ref    string     `json:"ref"`
	Inputs [][]string `json:"inputs"`
	Data   [][]string `json:"data"`
}

// Dependencies never misses a path that is read, and may give a shorter one. Tests are dropped: their `with input` says
// nothing of the rule. It finds what OPA's own v1/dependencies finds (a test holds that), and unlike it takes
// object.get(input, ["host", "sshd"], {}) as reading that path and not everything.
func Dependencies(r DependenciesRequest) DependenciesResult {
	result := DependenciesResult{Dependencies: []Dependency{}}
	index, ds := newReadIndex(withoutTests(r.Files))
	for _, asked := range r.Refs {
		if len(ds) > 0 {
			break
		}
		ref, err := ast.ParseRef(asked)
		if err != nil {
			ds = append(ds, diagnosticsOf(err)...)
			continue
		}
		rules := index.rulesOf(ref)
		if len(rules) == 0 {
			ds = append(ds, Diagnostic{Code: "vauban/unknown-reference", Message: asked + " is no rule or package"})
			continue
		}
		all := index.closure(rules)
		result.Dependencies = append(result.Dependencies, Dependency{Ref: asked, Inputs: all.inputs.shortest(), Data: all.data.shortest()})
	}
	result.Errors = sorted(ds)
	return result
}

// paths is a set of paths below a document, by a key that sorts a path right before what it begins.
type paths map[string][]string

func (p paths) add(path []string) { p[strings.Join(path, "\x00")+"\x00"] = path }

func (p paths) shortest() [][]string {
	out := [][]string{}
	for _, key := range util.KeysSorted(p) {
		path := p[key]
		if last := len(out) - 1; last >= 0 && len(out[last]) <= len(path) && slices.Equal(out[last], path[:len(out[last])]) {
			continue
		}
		out = append(out, path)
	}
	return out
}

// reads is what a rule reads itself (calls: the rules it refers to).
type reads struct {
	inputs, data paths
	calls        map[*ast.Rule]struct{}
}

func newReads() *reads {
	return &reads{inputs: paths{}, data: paths{}, calls: map[*ast.Rule]struct{}{}}
}

// readIndex answers what compiled rules read.
type readIndex struct {
	compiler *ast.Compiler
	direct   map[*ast.Rule]*reads
}

func newReadIndex(files Files) (*readIndex, []Diagnostic) {
	modules, ds := parse(files, nil)
	if len(ds) > 0 {
		return nil, ds
	}
	compiler := newCompiler(forTests(dialect()), false)
	compiler.Compile(modules)
	return &readIndex{compiler: compiler, direct: map[*ast.Rule]*reads{}}, diagnosticsOf(errorOf(compiler.Errors))
}

func errorOf(errs ast.Errors) error {
	if len(errs) == 0 {
		return nil
	}
	return errs
}

// rulesOf are the rules that a reference can mean, as far as it is constant.
func (index *readIndex) rulesOf(ref ast.Ref) []*ast.Rule {
	return index.compiler.GetRules(ref.ConstantPrefix())
}

func (index *readIndex) closure(rules []*ast.Rule) *reads {
	all := newReads()
	pending := slices.Clone(rules)
	for len(pending) > 0 {
		rule := pending[len(pending)-1]
		pending = pending[:len(pending)-1]
		if _, seen := all.calls[rule]; seen {
			continue
		}
		all.calls[rule] = struct{}{}
		direct := index.directOf(rule)
		for _, path := range direct.inputs {
			all.inputs.add(path)
		}
		for _, path := range direct.data {
			all.data.add(path)
		}
		for called := range direct.calls {
			pending = append(pending, called)
		}
	}
	return all
}

// readsInput says whether a reference into data leads to a rule that reads input.
func (index *readIndex) readsInput(ref ast.Ref) bool {
	return len(index.closure(index.rulesOf(ref)).inputs) > 0
}

func (index *readIndex) directOf(rule *ast.Rule) *reads {
	if known, ok := index.direct[rule]; ok {
		return known
	}
	walk := &readWalk{index: index, aliases: aliasesOf(rule), found: newReads()}
	for link := rule; link != nil; link = link.Else {
		walk.head(link.Head)
		walk.node(link.Body)
	}
	index.direct[rule] = walk.found
	return walk.found
}

// readWalk collects the references of one rule, with each alias replaced by what it stands for.
type readWalk struct {
	index   *readIndex
	aliases aliases
	found   *reads
}

func (w *readWalk) head(head *ast.Head) {
	w.node(head.Args)
	for _, term := range head.Reference[min(1, len(head.Reference)):] {
		w.node(term)
	}
	if head.Key != nil {
		w.node(head.Key)
	}
	if head.Value != nil {
		w.node(head.Value)
	}
}

func (w *readWalk) node(x any) {
	ast.NewGenericVisitor(w.visit).Walk(x)
}

func (w *readWalk) visit(x any) bool {
	switch x := x.(type) {
	case *ast.With:
		// The target is replaced, not read.
		w.node(x.Value)
		return true
	case *ast.Expr:
		return w.expr(x)
	case ast.Call:
		return w.objectGet(x)
	case ast.Ref:
		w.read(w.aliases.resolve(x))
		rest := x[1:]
		if _, named := x[0].Value.(ast.Var); !named {
			rest = x
		}
		for _, part := range rest {
			w.node(part)
		}
		return true
	case ast.Var:
		if ref, ok := w.aliases.target(x); ok {
			w.read(ref)
		} else if ast.RootDocumentNames.Contains(ast.NewTerm(x)) {
			w.read(ast.Ref{ast.NewTerm(x)})
		}
	}
	return false
}

func (w *readWalk) expr(expr *ast.Expr) bool {
	if v, ref, ok := definition(expr); ok {
		if known, ok := w.aliases[v]; ok && known.used {
			// The uses say how much of the reference is read.
			for _, part := range ref[1:] {
				w.node(part)
			}
			return true
		}
	}
	terms, ok := expr.Terms.([]*ast.Term)
	if !ok || !w.objectGet(terms) {
		return false
	}
	for _, with := range expr.With {
		w.node(with)
	}
	return true
}

// objectGet reads object.get(input.x, ["a", "b"], …) as input.x.a.b.
func (w *readWalk) objectGet(call []*ast.Term) bool {
	if len(call) < 4 || !call[0].Equal(ast.NewTerm(ast.ObjectGet.Ref())) {
		return false
	}
	ref, ok := w.aliases.refOf(call[1].Value)
	if !ok || !ref[0].Equal(ast.InputRootDocument) {
		return false
	}
	switch path := call[2].Value.(type) {
	case ast.String:
		w.read(ref.Append(call[2]))
	case *ast.Array:
		for i := range path.Len() {
			ref = ref.Append(path.Elem(i))
		}
		w.read(ref)
		w.node(path)
	default:
		return false
	}
	if original, ok := call[1].Value.(ast.Ref); ok {
		for _, part := range original[1:] {
			w.node(part)
		}
	}
	for _, term := range call[3:] {
		w.node(term)
	}
	return true
}

func (w *readWalk) read(ref ast.Ref) {
	switch {
	case ref[0].Equal(ast.InputRootDocument):
		w.found.inputs.add(constantPath(ref))
	case ref[0].Equal(ast.DefaultRootDocument):
		rules := w.index.rulesOf(ref)
		for _, rule := range rules {
			w.found.calls[rule] = struct{}{}
		}
		if len(rules) == 0 {
			w.found.data.add(constantPath(ref))
		}
	}
}

func constantPath(ref ast.Ref) []string {
	path := []string{}
	for _, term := range ref[1:] {
		part, ok := term.Value.(ast.String)
		if !ok {
			break
		}
		path = append(path, string(part))
	}
	return path
}
