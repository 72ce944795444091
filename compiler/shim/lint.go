package shim

import (
	"fmt"
	"slices"
	"strings"

	"github.com/open-policy-agent/opa/v1/ast"
	"github.com/open-policy-agent/opa/v1/util"
)

// Codes of the rule contract.
const (
	codeNegatedInput     = "vauban/negated-input"
	codePublicName       = "vauban/public-name"
	codePackagePath      = "vauban/package-path"
	codeMetadata         = "vauban/metadata"
	codeObservations     = "vauban/observations"
	codeUnknownReference = "vauban/unknown-reference"
)

// LintRequest asks whether the rules below RulesRoot ("policies", "acme.policies") keep the contract of a rule. Paths of
// files begin with the root ("policies/host/ssh/…"). Modules below other roots are only followed, not judged; those below
// RulesRoot.lib are judged by their path alone. Checks names the codes to apply; none means all.
type LintRequest struct {
	Files     Files    `json:"files"`
	RulesRoot string   `json:"rulesRoot"`
	Checks    []string `json:"checks"`
}

// LintResult is empty when the contract is kept.
type LintResult struct {
	Errors []Diagnostic `json:"errors"`
}

// Lint checks the contract of a rule. Files that do not compile give the errors of the compiler instead: nothing is
// judged by half.
func Lint(r LintRequest) LintResult {
	if r.RulesRoot == "" {
		r.RulesRoot = "policies"
	}
	files := withoutTests(r.Files)
	index, ds := newReadIndex(files)
	parsed, failed := parse(r.Files, nil)
	if ds = append(ds, failed...); len(ds) > 0 {
		return LintResult{Errors: sorted(ds)}
	}
	l := &lint{root: r.RulesRoot, index: index, resolved: resolve(files), derefs: map[string]bool{}}
	for _, path := range util.KeysSorted(parsed) {
		l.module(path, parsed[path])
	}
	wanted := slices.DeleteFunc(l.found, func(d Diagnostic) bool {
		return len(r.Checks) > 0 && !slices.Contains(r.Checks, d.Code)
	})
	return LintResult{Errors: sorted(wanted)}
}

type lint struct {
	root     string
	index    *readIndex
	resolved map[string]*ast.Module
	// derefs remembers which functions look into their arguments.
	derefs map[string]bool
	found  []Diagnostic
}

// resolve gives the modules as written, but with each name in full.
func resolve(files Files) map[string]*ast.Module {
	modules, _ := parse(files, nil)
	compiler := newCompiler(forTests(dialect()), false).WithOnlyStagesUpTo(ast.StageResolveRefs)
	compiler.Compile(modules)
	return compiler.Modules
}

func (l *lint) report(loc *ast.Location, code, format string, args ...any) {
	l.found = append(l.found, diagnosticAt(loc, code, fmt.Sprintf(format, args...)))
}

func (l *lint) module(path string, module *ast.Module) {
	name := packageName(module)
	expected := strings.ReplaceAll(strings.TrimSuffix(path, ".rego"), "/", ".")
	if !below(name, l.root) && !below(expected, l.root) {
		return
	}
	if name != expected {
		l.report(module.Package.Location, codePackagePath, "package %s belongs in %s.rego, not in %s", name, strings.ReplaceAll(name, ".", "/"), path)
	}
	if isTest(path) {
		return
	}
	resolved := l.resolved[path]
	l.references(resolved)
	if below(name, l.root+".lib") {
		return
	}
	l.names(module)
	l.metadata(module)
	l.observations(module, resolved)
	l.negations(resolved)
}

func below(name, root string) bool {
	return name == root || strings.HasPrefix(name, root+".")
}

// references finds names of rules that do not exist. OPA takes them as data that may come later, so that a misspelt name
// would be undefined for ever and without a word.
func (l *lint) references(module *ast.Module) {
	root := ast.MustParseRef("data." + l.root)
	check := func(ref ast.Ref, loc *ast.Location) {
		if ref.HasPrefix(root) && len(l.index.rulesOf(ref)) == 0 {
			l.report(loc, codeUnknownReference, "%s does not exist", ref.ConstantPrefix())
		}
	}
	for _, imported := range module.Imports {
		if ref, ok := imported.Path.Value.(ast.Ref); ok {
			check(ref, imported.Location)
		}
	}
	for _, rule := range module.Rules {
		ast.WalkTerms(rule, func(term *ast.Term) bool {
			if ref, ok := term.Value.(ast.Ref); ok {
				check(ref, term.Location)
			}
			return false
		})
	}
}

var publicNames = []string{"observations", "subjects", "passed", "failed"}

// optionalName is the table of subjects that lie outside the scope of a rule, proved like the others.
const optionalName = "not_applicable"

func (l *lint) names(module *ast.Module) {
	defined := ruleNames(module)
	for _, name := range publicNames {
		if !slices.Contains(defined, name) {
			l.report(module.Package.Location, codePublicName, "a rule defines observations, subjects, passed and failed: %s is missing", name)
		}
	}
	for _, rule := range module.Rules {
		name := ruleName(rule)
		if !slices.Contains(publicNames, name) && name != optionalName && !strings.HasPrefix(name, "_") {
			l.report(rule.Location, codePublicName, "only observations, subjects, passed, failed and not_applicable are public: call this _%s, or move it to %s/lib if rules share it", name, strings.ReplaceAll(l.root, ".", "/"))
		}
	}
}

// observations must be decided by the library from the three tables: whatever else it were could pass without a proof.
func (l *lint) observations(module, resolved *ast.Module) {
	if resolved == nil {
		return
	}
	var rules []*ast.Rule
	for _, rule := range resolved.Rules {
		if ruleName(rule) == "observations" {
			rules = append(rules, rule)
		}
	}
	if len(rules) == 0 {
		return
	}
	for _, rule := range rules {
		if len(rules) > 1 || !decides(rule, module.Package.Path) {
			l.report(rule.Location, codeObservations, "write observations as one line: observations := verdict.decide(subjects, passed, failed), or verdict.decide_scoped(subjects, not_applicable, passed, failed)")
		}
	}
	for _, block := range module.Annotations {
		target := block.GetTargetPath()
		if block.Entrypoint && (block.Scope == "rule" || block.Scope == "document") && target.Equal(module.Package.Path.Append(ast.StringTerm("observations"))) {
			return
		}
	}
	l.report(rules[0].Location, codeObservations, "write the METADATA `entrypoint: true` on observations")
}

func decides(rule *ast.Rule, pkg ast.Ref) bool {
	if rule.Default || rule.Else != nil || rule.Head.Key != nil || len(rule.Head.Args) > 0 || len(rule.Head.Reference) != 1 ||
		rule.Head.Value == nil || !rule.Body.Equal(ast.NewBody(ast.NewExpr(ast.BooleanTerm(true)))) {
		return false
	}
	call, ok := rule.Head.Value.Value.(ast.Call)
	if !ok {
		return false
	}
	tables := publicNames[1:]
	switch {
	case strings.HasSuffix(call[0].String(), ".lib.verdict.decide"):
	case strings.HasSuffix(call[0].String(), ".lib.verdict.decide_scoped"):
		tables = []string{"subjects", optionalName, "passed", "failed"}
	default:
		return false
	}
	if len(call) != len(tables)+1 {
		return false
	}
	for i, name := range tables {
		if ref, ok := call[i+1].Value.(ast.Ref); !ok || !ref.Equal(pkg.Append(ast.StringTerm(name))) {
			return false
		}
	}
	return true
}
