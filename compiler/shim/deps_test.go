package shim

import (
	"slices"
	"strings"
	"testing"

	"github.com/open-policy-agent/opa/v1/ast"
	"github.com/open-policy-agent/opa/v1/dependencies"
)

const lib = `package policies.lib.net

blocked(port) if {
	some rule in input.firewall.rules.data.list
	rule.port == port
}

named(users) := {u.name | some u in users}

flag(section) := section.flag
`

func TestDependencies(t *testing.T) {
	for name, c := range map[string]struct{ body, want string }{
		"static":                   {`observations := input.host.sshd.flag`, "host.sshd.flag"},
		"some in":                  {`observations contains u.name if some u in input.host.accounts.data.users`, "host.accounts.data.users"},
		"some key value in":        {`observations[i] := u.name if some i, u in input.host.accounts.data.users`, "host.accounts.data.users"},
		"wildcard":                 {`observations contains input.host.accounts.data.users[_].name`, "host.accounts.data.users"},
		"early variable":           {`observations contains x if input.host[x].flag == "complete"`, "host"},
		"variable from input":      {`observations := input.host[input.meta.key]`, "host meta.key"},
		"alias":                    {"observations if {\n x := input.host\n x.sshd.flag == 1\n}", "host.sshd.flag"},
		"chained alias":            {"observations if {\n x := input.host\n y := x.sshd\n y.flag == x.pam.flag\n}", "host.pam.flag host.sshd.flag"},
		"unused alias":             {"observations if {\n x := input.host.sshd\n}", "host.sshd"},
		"alias as argument":        {"observations if {\n x := input.host\n x.sshd.flag == 1\n count(x) > 1\n}", "host"},
		"alias in a comprehension": {"observations if {\n x := input.host\n y := [1 | x.sshd.flag == 1]\n count(y) == 1\n}", "host.sshd.flag"},
		"alias in the head":        {"observations := x if {\n x := input.host.sshd\n}", "host.sshd"},
		"alias as a key":           {"observations[x] := 1 if {\n x := input.host.sshd.name\n}", "host.sshd.name"},
		"same name in two rules":   {"observations if {\n x := input.a\n x.b\n}\nobservations if {\n x := input.c\n x.d\n}", "a.b c.d"},
		"unification":              {"observations if {\n x = input.host\n x.sshd\n}", "host"},
		"library reads input":      {`observations if data.policies.lib.net.blocked(22)`, "firewall.rules.data.list"},
		"imported library":         {`observations if net.blocked(22)`, "firewall.rules.data.list"},
		"argument":                 {`observations := net.named(input.host.accounts.data.users)`, "host.accounts.data.users"},
		"argument looked into":     {`observations := net.flag(input.host.accounts)`, "host.accounts"},
		"comprehension":            {`observations := {u.name: u | some u in input.iam.users.data.users}`, "iam.users.data.users"},
		"every":                    {"observations if {\n every u in input.iam.users { u.mfa == input.iam.wanted }\n}", "iam.users iam.wanted"},
		"object.get with a path":   {`observations := object.get(input, ["host", "sshd"], {})`, "host.sshd"},
		"object.get with a key":    {`observations := object.get(input.host, "sshd", input.other)`, "host.sshd other"},
		"object.get half known":    {"observations contains object.get(input, [\"host\", x], {}) if some x in [\"a\"]", "host"},
		"object.get in an alias":   {"observations if {\n h := input.host\n object.get(h, [\"sshd\", \"flag\"], 1) == 1\n}", "host.sshd.flag"},
		"walk":                     {`observations contains p if walk(input.host, [p, "x"])`, "host"},
		"walk all":                 {`observations contains p if walk(input, [p, "x"])`, "<all>"},
		"whole input":              {`observations := input`, "<all>"},
		"input as an element":      {`observations := [input]`, "<all>"},
		"through local rules":      {"observations if _a\n_a if _b.c\n_b := input.host.sshd", "host.sshd"},
		"through a whole package":  {`observations := data.policies.lib.net`, "firewall.rules.data.list"},
		"dynamic rule":             {"observations if data.policies.lib[x]", "firewall.rules.data.list"},
		"else":                     {"observations := 1 if input.a.b\nelse := 2 if input.c.d\nelse := input.e.f", "a.b c.d e.f"},
		"default":                  {"default observations := false\nobservations if input.a.b", "a.b"},
		"template string":          {`observations := $"x {input.host.name} y"`, "host.name"},
		"with":                     {"observations if net.blocked(22) with input.firewall as input.other.x", "firewall.rules.data.list other.x"},
		"with function":            {"observations if count([1]) == 1 with count as _f\n_f(x) := input.a.b", "a.b"},
		"negated":                  {"observations if not input.a.b", "a.b"},
		"prefix wins":              {"observations if {\n input.a.b\n input.a.b.c\n input.ab\n}", "a.b ab"},
		"array index":              {"observations := input.a.b[0].c", "a.b"},
		"string index":             {`observations := input.a["b c"].d`, "a.b c.d"},
		"nothing":                  {"observations := 1", ""},
		"index of a data document": {"observations := data.parameters[input.meta.id].x", "meta.id | parameters"},
		"data":                     {"observations if input.a == data.parameters.p.x", "a | parameters.p.x"},
	} {
		t.Run(name, func(t *testing.T) {
			module := "package policies.host.x\n\nimport data.policies.lib.net\n\n" + c.body + "\n"
			got := Dependencies(DependenciesRequest{
				Files: Files{"policies/host/x.rego": module, "policies/lib/net.rego": lib},
				Refs:  []string{"data.policies.host.x.observations"},
			})
			if len(got.Errors) > 0 {
				t.Fatal(got.Errors)
			}
			text := show(got.Dependencies[0].Inputs)
			if data := show(got.Dependencies[0].Data); data != "" {
				text += " | " + data
			}
			if text != c.want {
				t.Errorf("got %q, want %q", text, c.want)
			}
			for _, path := range opaInputs(t, module) {
				covered := slices.ContainsFunc(got.Dependencies[0].Inputs, func(ours []string) bool {
					short := min(len(ours), len(path))
					return slices.Equal(ours[:short], path[:short])
				})
				if !covered {
					t.Errorf("OPA also finds %v", path)
				}
			}
		})
	}
}

// opaInputs is what OPA's analysis finds.
func opaInputs(t *testing.T, module string) [][]string {
	index, ds := newReadIndex(Files{"policies/host/x.rego": module, "policies/lib/net.rego": lib})
	if len(ds) > 0 {
		t.Fatal(ds)
	}
	out := [][]string{}
	for _, rule := range index.rulesOf(ast.MustParseRef("data.policies.host.x.observations")) {
		refs, err := dependencies.Base(index.compiler, rule)
		if err != nil {
			t.Fatal(err)
		}
		for _, ref := range refs {
			if ref.HasPrefix(ast.InputRootRef) {
				out = append(out, constantPath(ref))
			}
		}
	}
	return out
}

func show(paths [][]string) string {
	out := []string{}
	for _, path := range paths {
		if len(path) == 0 {
			path = []string{"<all>"}
		}
		out = append(out, strings.Join(path, "."))
	}
	slices.Sort(out)
	return strings.Join(out, " ")
}
