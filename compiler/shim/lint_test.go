package shim

import (
	"fmt"
	"strings"
	"testing"
)

const verdict = `package policies.lib.verdict

proof(message, facts) := {"message": message, "at": [fact.at | some fact in facts]}

decide(subjects, passed, failed) := [subjects, passed, failed]
`

const head = `# METADATA
# title: A title
# description: Why.
# schemas:
#   - input: schema.snapshot
# related_resources:
#   - ref: https://example.com/
# custom:
#   severity: high
#   subject: thing
#   remediation: Mend it.
package policies.host.x

import data.policies.lib.verdict

# METADATA
# entrypoint: true
observations := verdict.decide(subjects, passed, failed)

subjects[s.id] := s if some s in input.host.things.data

`

const rest = `
failed[id] := verdict.proof("bad", [s.fact]) if {
	some id, s in subjects
	s.fact.value == "no"
}
`

func lintOf(text string) string {
	got := Lint(LintRequest{
		Files:     Files{"policies/host/x.rego": text, "policies/lib/verdict.rego": verdict},
		RulesRoot: "policies",
	})
	out := []string{}
	for _, d := range got.Errors {
		if d.Row == 0 || d.File == "" {
			return fmt.Sprint("without a place: ", d)
		}
		out = append(out, strings.TrimPrefix(d.Code, "vauban/"))
	}
	return strings.Join(out, " ")
}

func TestLintNegation(t *testing.T) {
	const negated = "negated-input"
	for name, c := range map[string]struct{ body, want string }{
		"positive":                        {`s.fact.value == "yes"`, ""},
		"not input":                       {`not input.host.flag == "error"`, negated},
		"not a field of a subject":        {`not s.fact.value == "no"`, negated},
		"not a bare field":                {`not s.fact.value`, negated},
		"not in a call":                   {`not startswith(s.fact.value, "x")`, negated},
		"not in":                          {`not s.fact.value in {"a"}`, negated},
		"not has":                         {`not "a" in s.list`, negated},
		"not over a bound value":          {"v := s.fact.value\n\tnot v in {\"a\"}", ""},
		"not over a bound value, call":    {"v := s.fact.value\n\tnot net.cidr_contains(\"10.0.0.0/8\", v)", ""},
		"not over constants":              {`not "a" in {"b"}`, ""},
		"not over parameters":             {`not id in data.parameters.x.ids`, ""},
		"not a rule on input":             {`not _listed[id]`, negated},
		"not a rule of constants":         {`not _constant[id]`, ""},
		"not a function that looks in":    {`not _weak(s)`, negated},
		"not a function of a whole value": {"v := s.fact.value\n\tnot _private(v)", ""},
		"not a function on input":         {`not _flagged(1)`, negated},
		"helper with not":                 {`_negating(s)`, negated},
		"helper of a helper":              {`_calling(s)`, negated},
		"not in every":                    {`every v in s.list { not v.bad }`, negated},
		"not in a comprehension":          {"x := [v | some v in s.list; not v.bad]\n\tcount(x) > 0", negated},
		"count of a comprehension":        {`count([v | some v in s.list; v == 1]) == 0`, negated},
		"count of a variable":             {"x := [v | some v in s.list; v == 1]\n\tcount(x) == 0", negated},
		"count of a bound list":           {"list := s.list\n\tcount([v | some v in list; v == 1]) == 0", ""},
		"count of a set rule":             {`count(_listed) == 0`, negated},
		"count of a field":                {`count(s.list) == 0`, ""},
		"compare with no set":             {`{v | some v in s.list} == set()`, negated},
		"count above":                     {`count([v | some v in s.list]) > 0`, ""},
	} {
		t.Run(name, func(t *testing.T) {
			text := head + "passed[id] := verdict.proof(\"good\", [s.fact]) if {\n\tsome id, s in subjects\n\t" + c.body + "\n}\n" + rest + `
_listed contains s.id if some s in input.host.listed

_constant contains "a"

_weak(s) if s.fact.value == "weak"

_private(v) if net.cidr_contains("10.0.0.0/8", v)

_flagged(x) if input.host.flag == x

_negating(s) if not s.fact.value == "x"

_calling(s) if _negating(s)

_unrelated if not input.host.flag
`
			if got := lintOf(text); got != c.want {
				t.Errorf("got %q, want %q", got, c.want)
			}
		})
	}
}

func TestLintContract(t *testing.T) {
	good := head + "passed[id] := verdict.proof(\"good\", [s.fact]) if {\n\tsome id, s in subjects\n\ts.fact.value == \"yes\"\n}\n" + rest
	for name, c := range map[string]struct{ old, new, want string }{
		"good":                     {"", "", ""},
		"not in subjects":          {"data\n\n", "data\n\nsubjects[s.id] := s if {\n\tsome s in input.host.more\n\tnot s.retired\n}\n\n", ""},
		"public helper":            {"passed[id] :=", "helper := 1\n\npassed[id] :=", "public-name"},
		"private helper":           {"passed[id] :=", "_helper := 1\n\npassed[id] :=", ""},
		"other package":            {"package policies.host.x", "package policies.host.y", "package-path"},
		"no title":                 {"# title: A title\n", "", "metadata"},
		"no description":           {"# description: Why.\n", "", "metadata"},
		"no schemas":               {"# schemas:\n#   - input: schema.snapshot\n", "", "metadata"},
		"no source":                {"# related_resources:\n#   - ref: https://example.com/\n", "", "metadata"},
		"odd severity":             {"severity: high", "severity: severe", "metadata"},
		"no subject":               {"#   subject: thing\n", "", "metadata"},
		"no remediation":           {"#   remediation: Mend it.\n", "", "metadata"},
		"no entrypoint":            {"# METADATA\n# entrypoint: true\n", "", "observations"},
		"swapped tables":           {"decide(subjects, passed, failed)", "decide(subjects, failed, passed)", "observations"},
		"own verdict":              {"verdict.decide(subjects, passed, failed)", "{\"status\": \"pass\"}", "observations"},
		"conditional observations": {"passed, failed)\n", "passed, failed) if input.host.on\n", "observations"},
		"misspelt library":         {"[s.fact]) if", "[data.policies.lib.verdcit.x]) if", "unknown-reference"},
	} {
		t.Run(name, func(t *testing.T) {
			text := strings.Replace(good, c.old, c.new, 1)
			if got := lintOf(text); got != c.want {
				t.Errorf("got %q, want %q", got, c.want)
			}
		})
	}
}

func TestLintMissingNames(t *testing.T) {
	if got := lintOf("package policies.host.x\n\nx if {\n"); got != "rego_parse_error" {
		t.Error(got)
	}
	if got := lintOf("package policies.host.x\n\n_x := 1\n"); got != "metadata public-name public-name public-name public-name" {
		t.Error(got)
	}
}

func TestLintOtherRoot(t *testing.T) {
	got := Lint(LintRequest{
		Files: Files{
			"acme/policies/x.rego":      "package acme.policies.x\n\nopen := 1\n",
			"policies/lib/verdict.rego": verdict,
			"policies/odd.rego":         "package other\n\nopen := 1\n",
		},
		RulesRoot: "acme.policies",
		Checks:    []string{codeMetadata},
	})
	if len(got.Errors) != 1 || got.Errors[0].Code != codeMetadata || got.Errors[0].File != "acme/policies/x.rego" {
		t.Error(got.Errors)
	}
}
