package shim

import (
	"strings"

	"github.com/open-policy-agent/opa/v1/ast"
)

// negations finds, in passed, failed, not_applicable and what they call in their module, the two expressions that are true when a fact
// could not be read: `not` over something that may be undefined, and counting to zero what was found.
//
// A whole local value may be negated (`not address in allowed`): it is bound, so it was read. Looking into one may not
// (`not fact.value == "no"`). The table of subjects may hold negations: they can only add subjects, which are then unknown.
func (l *lint) negations(module *ast.Module) {
	if module == nil {
		return
	}
	pending, seen := []string{"passed", "failed", optionalName}, map[string]bool{"subjects": true}
	for len(pending) > 0 {
		name := pending[0]
		pending = pending[1:]
		if seen[name] {
			continue
		}
		seen[name] = true
		for _, rule := range module.Rules {
			if ruleName(rule) != name {
				continue
			}
			l.negationsOf(rule, name)
			ast.WalkRefs(rule, func(ref ast.Ref) bool {
				if ref.HasPrefix(module.Package.Path) && len(ref) > len(module.Package.Path) {
					if called, ok := ref[len(module.Package.Path)].Value.(ast.String); ok {
						pending = append(pending, string(called))
					}
				}
				return false
			})
		}
	}
}

func (l *lint) negationsOf(rule *ast.Rule, name string) {
	tainted := l.taint(rule, argumentsOf(rule))
	counted := comprehensionsOf(rule)
	ast.WalkExprs(rule, func(expr *ast.Expr) bool {
		switch {
		case expr.Negated:
			if what := l.undefinable(expr, tainted); what != "" {
				l.report(expr.Location, codeNegatedInput, "`not` over %s in %s is true when the fact could not be read, and so reports it; write the positive opposite", what, name)
			}
		case l.countsToZero(expr, tainted, counted):
			l.report(expr.Location, codeNegatedInput, "an empty result in %s also comes of a fact that could not be read; prove it of each element with `every`", name)
		}
		return false
	})
}

func argumentsOf(rule *ast.Rule) ast.VarSet {
	vars := ast.NewVarSet()
	localVars(rule.Head.Args, vars.Add)
	return vars
}

// taint is the set of local variables whose value may come from input, from the variables given, or from beside such a
// value in the same expression. It is too large rather than too small.
func (l *lint) taint(rule *ast.Rule, tainted ast.VarSet) ast.VarSet {
	for before := -1; before != len(tainted); {
		before = len(tainted)
		ast.WalkExprs(rule, func(expr *ast.Expr) bool {
			if !expr.Negated && l.mentions(expr, tainted) {
				localVars(expr, tainted.Add)
			}
			return false
		})
	}
	return tainted
}

// localVars visits the variables of x but for the names of functions and documents.
func localVars(x any, visit func(ast.Var)) {
	var visitor *ast.GenericVisitor
	visitor = ast.NewGenericVisitor(func(x any) bool {
		switch x := x.(type) {
		case *ast.Expr:
			if x.IsCall() {
				for _, operand := range x.Operands() {
					visitor.Walk(operand)
				}
				for _, with := range x.With {
					visitor.Walk(with)
				}
				return true
			}
		case ast.Call:
			for _, operand := range x[1:] {
				visitor.Walk(operand)
			}
			return true
		case ast.Var:
			if !ast.RootDocumentNames.Contains(ast.NewTerm(x)) {
				visit(x)
			}
		}
		return false
	})
	visitor.Walk(x)
}

func (l *lint) mentions(expr *ast.Expr, tainted ast.VarSet) bool {
	found := false
	ast.NewGenericVisitor(func(x any) bool {
		switch x := x.(type) {
		case ast.Var:
			found = found || tainted.Contains(x)
		case ast.Ref:
			found = found || l.isInput(x)
		}
		return found
	}).Walk(expr)
	return found
}

func (l *lint) isInput(ref ast.Ref) bool {
	return ref[0].Equal(ast.InputRootDocument) || (ref[0].Equal(ast.DefaultRootDocument) && l.index.readsInput(ref))
}

// undefinable names a part of x that is undefined when a fact could not be read.
func (l *lint) undefinable(x any, tainted ast.VarSet) string {
	what := ""
	ast.NewGenericVisitor(func(x any) bool {
		switch x := x.(type) {
		case ast.Ref:
			head, local := x[0].Value.(ast.Var)
			if l.isInput(x) || (local && len(x) > 1 && tainted.Contains(head)) {
				what = shown(x)
			}
		case *ast.Expr:
			if x.IsCall() && l.looksInto(x.Operator(), x.Operands(), tainted) {
				what = shown(x.Operator())
			}
		case ast.Call:
			if operator, ok := x[0].Value.(ast.Ref); ok && l.looksInto(operator, x[1:], tainted) {
				what = shown(operator)
			}
		}
		return what != ""
	}).Walk(x)
	return what
}

// shown is a reference as its author wrote it, near enough: a name of the same module without its package.
func shown(ref ast.Ref) string {
	if !ref[0].Equal(ast.DefaultRootDocument) {
		return ref.String()
	}
	for i, term := range ref {
		if name, ok := term.Value.(ast.String); ok && (strings.HasPrefix(string(name), "_") || i == len(ref)-1) {
			return ast.Ref{ast.VarTerm(string(name))}.Concat(ref[i+1:]).String()
		}
	}
	return ref.String()
}

// looksInto says whether a call of a rule's own function, with a tainted argument, looks into its arguments.
func (l *lint) looksInto(operator ast.Ref, operands []*ast.Term, tainted ast.VarSet) bool {
	if !operator[0].Equal(ast.DefaultRootDocument) {
		return false
	}
	given := false
	for _, operand := range operands {
		localVars(operand, func(v ast.Var) { given = given || tainted.Contains(v) })
	}
	return given && l.dereferences(operator)
}

func (l *lint) dereferences(function ast.Ref) bool {
	key := function.String()
	if known, ok := l.derefs[key]; ok {
		return known
	}
	l.derefs[key] = false
	for _, module := range l.resolved {
		if !function.HasPrefix(module.Package.Path) {
			continue
		}
		for _, rule := range module.Rules {
			if module.Package.Path.Extend(rule.Head.Ref()).String() != key {
				continue
			}
			if l.dereferencesArguments(rule) {
				l.derefs[key] = true
			}
		}
	}
	return l.derefs[key]
}

func (l *lint) dereferencesArguments(rule *ast.Rule) bool {
	for _, arg := range rule.Head.Args {
		switch arg.Value.(type) {
		case ast.Object, *ast.Array:
			// A pattern looks into what it is given.
			return true
		}
	}
	return l.undefinable(rule.Body, l.taint(rule, argumentsOf(rule))) != "" ||
		(rule.Head.Value != nil && l.undefinable(rule.Head.Value, argumentsOf(rule)) != "") ||
		(rule.Else != nil && l.dereferencesArguments(rule.Else))
}

// comprehensionsOf are the local variables that hold one.
func comprehensionsOf(rule *ast.Rule) map[ast.Var]*ast.Term {
	found := map[ast.Var]*ast.Term{}
	ast.WalkExprs(rule, func(expr *ast.Expr) bool {
		if !expr.IsAssignment() && !expr.IsEquality() {
			return false
		}
		if v, ok := expr.Operand(0).Value.(ast.Var); ok && isComprehension(expr.Operand(1)) {
			found[v] = expr.Operand(1)
		}
		return false
	})
	return found
}

func isComprehension(term *ast.Term) bool {
	return ast.IsComprehension(term.Value)
}

// countsToZero finds `count(x) == 0` and `x == set()` where x is made by collecting and so is empty, not undefined.
func (l *lint) countsToZero(expr *ast.Expr, tainted ast.VarSet, comprehensions map[ast.Var]*ast.Term) bool {
	if !expr.IsCall() || len(expr.Operands()) != 2 {
		return false
	}
	switch expr.Operator().String() {
	case ast.Equal.Name, ast.Equality.Name, ast.Assign.Name:
	default:
		return false
	}
	left, right := expr.Operand(0), expr.Operand(1)
	if isEmpty(left.Value) {
		left, right = right, left
	}
	if !isEmpty(right.Value) {
		return false
	}
	_, isNumber := right.Value.(ast.Number)
	call, isCall := left.Value.(ast.Call)
	if isNumber {
		if !isCall || len(call) != 2 || call[0].String() != ast.Count.Name {
			return false
		}
		left = call[1]
	}
	if v, ok := left.Value.(ast.Var); ok && comprehensions[v] != nil {
		left = comprehensions[v]
	}
	if isComprehension(left) {
		return l.undefinable(left, tainted) != ""
	}
	ref, ok := left.Value.(ast.Ref)
	return ok && ref[0].Equal(ast.DefaultRootDocument) && l.isInput(ref) && l.collects(ref)
}

func isEmpty(value ast.Value) bool {
	switch value := value.(type) {
	case ast.Number:
		return value == "0"
	case ast.Set:
		return value.Len() == 0
	case ast.Object:
		return value.Len() == 0
	case *ast.Array:
		return value.Len() == 0
	}
	return false
}

// collects says whether a rule is a set or a table, which is there even when nothing was found.
func (l *lint) collects(ref ast.Ref) bool {
	for _, rule := range l.index.rulesOf(ref) {
		if kind := rule.Head.DocKind(); kind == ast.PartialSetDoc || kind == ast.PartialObjectDoc {
			return true
		}
		if rule.Head.Value != nil && isComprehension(rule.Head.Value) {
			return true
		}
	}
	return false
}
