package shim

import (
	"slices"
	"strings"

	"github.com/open-policy-agent/opa/v1/ast"
)

var severities = []string{"critical", "high", "medium", "low", "info"}

// metadata checks the block on the package, from which the catalogue, the reports and the documentation are made.
func (l *lint) metadata(module *ast.Module) {
	var block *ast.Annotations
	for _, candidate := range module.Annotations {
		if candidate.Scope == "package" {
			block = candidate
		}
	}
	if block == nil {
		l.report(module.Package.Location, codeMetadata, "write a METADATA block on the package: title, description, schemas, related_resources, custom.severity, custom.subject, custom.remediation")
		return
	}
	report := func(format string, args ...any) {
		l.report(module.Package.Location, codeMetadata, format, args...)
	}
	if strings.TrimSpace(block.Title) == "" {
		report("METADATA has no title: a sentence that is true when the rule passes")
	}
	if strings.TrimSpace(block.Description) == "" {
		report("METADATA has no description: why it matters, and what does not count")
	}
	if len(block.Schemas) == 0 {
		report("METADATA has no schemas: without them the compiler cannot find a misspelt field")
	}
	if len(block.RelatedResources) == 0 {
		report("METADATA has no related_resources: name at least one source")
	}
	if severity, _ := block.Custom["severity"].(string); !slices.Contains(severities, severity) {
		report("METADATA custom.severity is one of %s", strings.Join(severities, ", "))
	}
	for _, key := range []string{"subject", "remediation"} {
		if text, _ := block.Custom[key].(string); strings.TrimSpace(text) == "" {
			report("METADATA has no custom.%s", key)
		}
	}
}
