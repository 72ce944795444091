package shim

import (
	"cmp"
	"context"
	"encoding/json"
	"slices"
	"strings"

	"github.com/open-policy-agent/opa/v1/ast"
	"github.com/open-policy-agent/opa/v1/cover"
	"github.com/open-policy-agent/opa/v1/storage"
	"github.com/open-policy-agent/opa/v1/storage/inmem"
	"github.com/open-policy-agent/opa/v1/tester"
)

// TestRequest asks to run the test_ rules of the files over Data. Run is a regular expression over full test names
// ("data.policies.host.ssh.root_login_refused_test.test_status").
type TestRequest struct {
	Files        Files                      `json:"files"`
	Data         map[string]any             `json:"data"`
	Schemas      map[string]json.RawMessage `json:"schemas"`
	Capabilities json.RawMessage            `json:"capabilities"`
	Coverage     bool                       `json:"coverage"`
	Run          string                     `json:"run"`
}

// TestResult has no tests when there are errors.
type TestResult struct {
	Errors   []Diagnostic   `json:"errors"`
	Tests    []TestCase     `json:"tests"`
	Coverage *CoverageTotal `json:"coverage,omitempty"`
}

// TestCase is one test_ rule, its package without "data."; Cases are the named cases of a data-driven one (test_x[name]).
type TestCase struct {
	Package  string    `json:"package"`
	Name     string    `json:"name"`
	File     string    `json:"file"`
	Row      int       `json:"row"`
	Pass     bool      `json:"pass"`
	Fail     bool      `json:"fail"`
	Skip     bool      `json:"skip"`
	Duration float64   `json:"durationMs"`
	Error    string    `json:"error,omitempty"`
	Output   string    `json:"output,omitempty"`
	Cases    []SubCase `json:"cases,omitempty"`
}

// SubCase is one case of a data-driven test; a name with several keys is joined with "/".
type SubCase struct {
	Name string `json:"name"`
	Pass bool   `json:"pass"`
}

// CoverageTotal is the share of lines that the tests ran, in percent, over the files that are not tests.
type CoverageTotal struct {
	Percent float64                 `json:"percent"`
	Files   map[string]FileCoverage `json:"files"`
}

// FileCoverage names the lines that no test ran. Ranges include both ends.
type FileCoverage struct {
	Percent    float64 `json:"percent"`
	Covered    []Lines `json:"covered"`
	NotCovered []Lines `json:"notCovered"`
}

// Lines is a range of rows.
type Lines struct {
	Start int `json:"start"`
	End   int `json:"end"`
}

// Test runs the tests. A test that never ends cannot be stopped from here, since Go has one thread in WebAssembly: whoever
// runs unknown tests does so in a worker that it can terminate.
func Test(r TestRequest) TestResult {
	tests, coverage, ds := runTests(r)
	if tests == nil {
		tests = []TestCase{}
	}
	return TestResult{Errors: sorted(ds), Tests: tests, Coverage: coverage}
}

func runTests(r TestRequest) ([]TestCase, *CoverageTotal, []Diagnostic) {
	caps, err := capabilities(r.Capabilities)
	if err != nil {
		return nil, nil, diagnosticsOf(err)
	}
	schemas, err := schemaSet(r.Schemas)
	if err != nil {
		return nil, nil, diagnosticsOf(err)
	}
	modules, ds := parse(r.Files, caps)
	if len(ds) > 0 {
		return nil, nil, ds
	}
	if r.Data == nil {
		r.Data = map[string]any{}
	}
	ctx := context.Background()
	store := inmem.NewFromObject(r.Data)
	txn, err := store.NewTransaction(ctx, storage.TransactionParams{})
	if err != nil {
		return nil, nil, diagnosticsOf(err)
	}
	defer store.Abort(ctx, txn)
	compiler := newCompiler(forTests(caps), false)
	if schemas != nil {
		compiler = compiler.WithSchemas(schemas).WithUseTypeCheckAnnotations(true)
	}
	runner := tester.NewRunner().
		SetCompiler(compiler).
		SetStore(store).
		SetModules(modules).
		CapturePrintOutput(true).
		RaiseBuiltinErrors(true).
		SetParallel(1).
		Filter(r.Run)
	var tracer *cover.Cover
	if r.Coverage {
		tracer = cover.New()
		// The further runs only explain why a line was not covered, at three times the cost.
		runner = runner.SetCoverageQueryTracer(tracer).SetCoverageRuns(nil)
	}
	results, err := runner.RunTests(ctx, txn)
	if err != nil {
		return nil, nil, diagnosticsOf(err)
	}
	var tests []TestCase
	for result := range results {
		tests = append(tests, testCase(result))
	}
	slices.SortFunc(tests, func(a, b TestCase) int {
		return cmp.Or(cmp.Compare(a.File, b.File), cmp.Compare(a.Row, b.Row), cmp.Compare(a.Name, b.Name))
	})
	if tracer == nil {
		return tests, nil, nil
	}
	return tests, coverage(tracer, modules), nil
}

func testCase(result *tester.Result) TestCase {
	test := TestCase{
		Package:  strings.TrimPrefix(result.Package, "data."),
		Name:     result.Name,
		Pass:     result.Pass(),
		Fail:     result.Fail,
		Skip:     result.Skip,
		Duration: float64(result.Duration.Microseconds()) / 1e3,
		Output:   string(result.Output),
	}
	if result.Location != nil {
		test.File, test.Row = result.Location.File, result.Location.Row
	}
	if result.Error != nil {
		test.Error = result.Error.Error()
	}
	for name, sub := range result.SubResults.Iter {
		if len(sub.SubResults) == 0 {
			test.Cases = append(test.Cases, SubCase{Name: strings.Join(name, "/"), Pass: !sub.Fail})
		}
	}
	return test
}

func coverage(tracer *cover.Cover, modules map[string]*ast.Module) *CoverageTotal {
	rules := make(map[string]*ast.Module, len(modules))
	for path, module := range modules {
		if !isTest(path) {
			rules[path] = module
		}
	}
	total := &CoverageTotal{Files: map[string]FileCoverage{}}
	covered, missed := 0, 0
	for path, file := range tracer.Report(rules).Files {
		if isTest(path) {
			continue
		}
		covered += file.CoveredLines
		missed += file.NotCoveredLines
		total.Files[path] = FileCoverage{
			Percent:    percent(file.CoveredLines, file.NotCoveredLines),
			Covered:    lines(file.Covered),
			NotCovered: lines(file.NotCovered),
		}
	}
	total.Percent = percent(covered, missed)
	return total
}

func percent(covered, missed int) float64 {
	if covered+missed == 0 {
		return 100
	}
	return 100 * float64(covered) / float64(covered+missed)
}

// lines joins the ranges of expressions to ranges of rows.
func lines(ranges []cover.Range) []Lines {
	rows := make([]Lines, 0, len(ranges))
	for _, r := range ranges {
		rows = append(rows, Lines{Start: r.Start.Row, End: r.End.Row})
	}
	slices.SortFunc(rows, func(a, b Lines) int { return cmp.Or(a.Start-b.Start, a.End-b.End) })
	joined := []Lines{}
	for _, row := range rows {
		if last := len(joined) - 1; last >= 0 && row.Start <= joined[last].End+1 {
			joined[last].End = max(joined[last].End, row.End)
			continue
		}
		joined = append(joined, row)
	}
	return joined
}
