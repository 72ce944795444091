package shim

import (
	"strings"

	"github.com/open-policy-agent/opa/v1/ast"
)

// alias is a local variable that always equals one reference: `host := input.host`.
type alias struct {
	ref  ast.Ref
	used bool
}

type aliases map[ast.Var]alias

// aliasesOf finds them in a compiled rule, where each local variable has a name of its own.
func aliasesOf(rule *ast.Rule) aliases {
	found := aliases{}
	ambiguous := map[ast.Var]bool{}
	uses := map[ast.Var]int{}
	ast.WalkExprs(rule, func(expr *ast.Expr) bool {
		v, ref, ok := definition(expr)
		if !ok {
			return false
		}
		if _, twice := found[v]; twice {
			ambiguous[v] = true
		}
		found[v] = alias{ref: ref}
		return false
	})
	ast.WalkVars(rule, func(v ast.Var) bool {
		uses[v]++
		return false
	})
	for v := range found {
		if ambiguous[v] || found.circular(v) {
			delete(found, v)
			continue
		}
		found[v] = alias{ref: found[v].ref, used: uses[v] > 1}
	}
	return found
}

// definition reads `local = reference`.
func definition(expr *ast.Expr) (ast.Var, ast.Ref, bool) {
	if expr.Negated || len(expr.With) > 0 || (!expr.IsEquality() && !expr.IsAssignment()) {
		return "", nil, false
	}
	left, right := expr.Operand(0).Value, expr.Operand(1).Value
	if _, ok := left.(ast.Ref); ok {
		left, right = right, left
	}
	v, isVar := left.(ast.Var)
	ref, isRef := right.(ast.Ref)
	return v, ref, isVar && isRef && strings.HasPrefix(string(v), ast.LocalVarPrefix)
}

func (a aliases) circular(start ast.Var) bool {
	v := start
	for range len(a) + 1 {
		known, ok := a[v]
		if !ok {
			return false
		}
		head, ok := known.ref[0].Value.(ast.Var)
		if !ok {
			return false
		}
		v = head
	}
	return true
}

// target is the reference that v stands for, through further aliases.
func (a aliases) target(v ast.Var) (ast.Ref, bool) {
	known, ok := a[v]
	if !ok {
		return nil, false
	}
	return a.resolve(known.ref), true
}

// resolve replaces an alias at the head of ref.
func (a aliases) resolve(ref ast.Ref) ast.Ref {
	head, ok := ref[0].Value.(ast.Var)
	if !ok {
		return ref
	}
	target, ok := a.target(head)
	if !ok {
		return ref
	}
	return target.Concat(ref[1:])
}

func (a aliases) refOf(value ast.Value) (ast.Ref, bool) {
	switch value := value.(type) {
	case ast.Ref:
		return a.resolve(value), true
	case ast.Var:
		return a.target(value)
	}
	return nil, false
}
