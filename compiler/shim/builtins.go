package shim

import (
	"fmt"
	"strings"

	"github.com/open-policy-agent/opa/v1/ast"
)

const undefinedFunction = "undefined function "

// instead names what to write in place of a builtin; a key that ends in a dot stands for a family.
var instead = map[string]string{
	"all":                       "use `every`",
	"any":                       "use `some`",
	"net.cidr_overlap":          "use net.cidr_contains",
	"re_match":                  "use regex.match",
	"set_diff":                  "use the - operator",
	"base64url.encode_no_pad":   `use trim_right(base64url.encode(x), "=")`,
	"glob.quote_meta":           "use startswith, endswith or contains for literal text",
	"graph.reachable_paths":     "use graph.reachable",
	"hex.":                      "compare the text as it stands in the snapshot",
	"http.send":                 "collect what the rule needs into the snapshot",
	"indexof_n":                 "use indexof, or split and count",
	"internal.print":            printForTests,
	"json.":                     "use object.get, object.remove and object.union",
	"net.cidr_contains_matches": "use `some` with net.cidr_contains",
	"net.cidr_expand":           "use net.cidr_contains",
	"net.cidr_is_valid":         "addresses in a snapshot are already parsed",
	"net.cidr_merge":            "use net.cidr_contains on each of them",
	"net.lookup_ip_addr":        "collect what the rule needs into the snapshot",
	"numbers.range_step":        "use numbers.range and the % operator",
	"object.subset":             "compare the fields by name",
	"opa.runtime":               "read what the rule needs from input",
	"print":                     printForTests,
	"rand.":                     "a rule must give the same result each time",
	"regex.find_n":              "use regex.find_all_string_submatch_n",
	"regex.globs_match":         "use glob.match",
	"regex.replace":             "use replace or strings.replace_n",
	"regex.split":               "use split, or regex.find_all_string_submatch_n",
	"regex.template_match":      "use regex.match",
	"semver.":                   "version comparisons are facts of the snapshot",
	"sprintf":                   `write a template string: $"PermitRootLogin is {fact.value}"`,
	"strings.any_prefix_match":  "use `some prefix in prefixes` and startswith(x, prefix)",
	"strings.any_suffix_match":  "use `some suffix in suffixes` and endswith(x, suffix)",
	"strings.count":             "use count(split(x, part)) - 1",
	"strings.render_template":   `write a template string: $"{fact.value}"`,
	"strings.split_n":           "use split and array.slice",
	"time.":                     "use the ages that the snapshot holds as facts (*_days, *_hours) and input.context.now",
	"trace":                     "use print() in a test",
	"units.":                    "sizes in a snapshot are already numbers",
	"uri.":                      "use split, startswith or regex.match",
	"urlquery.":                 "use split, startswith or regex.match",
	"uuid.":                     "a rule must give the same result each time",
	"yaml.":                     "documents in a snapshot are already parsed",
}

const printForTests = "print() is for debugging: `vauban policy test` shows what it prints, but no rule is compiled with it"

// hostMade are the builtins that opa-wasm computes in JavaScript.
var hostMade = map[string]bool{
	"regex.split": true, "sprintf": true, "yaml.is_valid": true, "yaml.marshal": true, "yaml.unmarshal": true,
}

// explain turns OPA's "undefined function x" into why x is missing and what to write; other messages stay as they are.
func explain(message string) string {
	name, found := strings.CutPrefix(message, undefinedFunction)
	builtin, known := ast.BuiltinMap[name]
	if !found || !known {
		return message
	}
	return unavailable(builtin)
}

func unavailable(builtin *ast.Builtin) string {
	why := "OPA does not compile it to WebAssembly"
	switch {
	case builtin.Name == "print" || builtin.Name == "internal.print":
		return printForTests
	case hostMade[builtin.Name]:
		why = "opa-wasm computes it in JavaScript, with results that differ from OPA's"
	case builtin.IsDeprecated():
		why = "OPA has deprecated it"
	case builtin.Nondeterministic:
		why = "its result depends on more than the input, and a scan must be reproducible"
	}
	message := fmt.Sprintf("builtin %s is not available in Vauban policies: %s", builtin.Name, why)
	if hint := alternative(builtin.Name); hint != "" {
		message += "; " + hint
	}
	return message
}

func alternative(name string) string {
	if hint, ok := instead[name]; ok {
		return hint
	}
	family, _, _ := strings.Cut(name, ".")
	return instead[family+"."]
}
