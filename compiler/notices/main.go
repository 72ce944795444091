// Command notices writes the licences of all that is linked into the compiler: the modules that its packages come from,
// and Go itself. A module without a licence file is an error.
package main

import (
	"bytes"
	_ "embed"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"runtime"
	"slices"
	"strings"
)

type goModule struct {
	Path, Version, Dir string
	Main               bool
}

// embedded is what OPA's module holds in compiled form (opa.wasm, part of each compiled policy) without a licence file.
//
//go:embed embedded.txt
var embedded string

var licenceName = regexp.MustCompile(`(?i)^(li[cs]en[cs]e|copying|notice|copyright|patents)([.-].*)?$`)

func main() {
	if err := write(os.Stdout); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func write(out io.Writer) error {
	modules, folders, err := linked()
	if err != nil {
		return err
	}
	root, err := exec.Command("go", "env", "GOROOT").Output()
	if err != nil {
		return err
	}
	golang := goModule{Path: "Go (runtime, standard library and wasm_exec.js)", Version: runtime.Version(), Dir: strings.TrimSpace(string(root))}
	modules = append(modules, golang)
	folders[golang.Path] = []string{golang.Dir}
	fmt.Fprintf(out, "What is linked into regoc.wasm, and wasm_exec.js beside it, with the licence of each.\nWritten by compiler/build.sh.\n")
	for _, module := range modules {
		fmt.Fprintf(out, "\n%s\n%s %s\n%[1]s\n", strings.Repeat("=", 100), module.Path, module.Version)
		if err := licences(out, module, folders[module.Path]); err != nil {
			return err
		}
	}
	_, err = io.WriteString(out, "\n"+embedded)
	return err
}

// linked asks for the packages of the wasm build and gives their modules, with the folders that hold these packages.
func linked() ([]goModule, map[string][]string, error) {
	list := exec.Command("go", "list", "-deps", "-json=Dir,Module", ".")
	list.Env = append(os.Environ(), "GOOS=js", "GOARCH=wasm", "CGO_ENABLED=0")
	list.Stderr = os.Stderr
	text, err := list.Output()
	if err != nil {
		return nil, nil, err
	}
	var modules []goModule
	folders := map[string][]string{}
	for decoder := json.NewDecoder(bytes.NewReader(text)); ; {
		var pkg struct {
			Dir    string
			Module *goModule
		}
		if err := decoder.Decode(&pkg); errors.Is(err, io.EOF) {
			break
		} else if err != nil {
			return nil, nil, err
		}
		if pkg.Module == nil || pkg.Module.Main {
			continue
		}
		if !slices.Contains(modules, *pkg.Module) {
			modules = append(modules, *pkg.Module)
		}
		// A package may carry a licence of its own, in its folder or above.
		for dir := pkg.Dir; len(dir) >= len(pkg.Module.Dir); dir = filepath.Dir(dir) {
			if !slices.Contains(folders[pkg.Module.Path], dir) {
				folders[pkg.Module.Path] = append(folders[pkg.Module.Path], dir)
			}
		}
	}
	slices.SortFunc(modules, func(a, b goModule) int { return strings.Compare(a.Path, b.Path) })
	return modules, folders, nil
}

func licences(out io.Writer, module goModule, folders []string) error {
	slices.Sort(folders)
	found := false
	for _, folder := range folders {
		entries, err := os.ReadDir(folder)
		if err != nil {
			return err
		}
		for _, entry := range entries {
			if entry.IsDir() || !licenceName.MatchString(entry.Name()) {
				continue
			}
			text, err := os.ReadFile(filepath.Join(folder, entry.Name()))
			if err != nil {
				return err
			}
			name, err := filepath.Rel(module.Dir, filepath.Join(folder, entry.Name()))
			if err != nil {
				return err
			}
			found = found || folder == module.Dir
			fmt.Fprintf(out, "\n--- %s\n\n%s\n", filepath.ToSlash(name), strings.TrimRight(strings.ReplaceAll(string(text), "\r\n", "\n"), "\n"))
		}
	}
	if !found {
		return fmt.Errorf("%s %s has no licence file", module.Path, module.Version)
	}
	return nil
}
