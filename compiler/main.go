//go:build js && wasm

// The compiler puts OPA's own parser, checker, compiler, tester and formatter behind one JavaScript object.
//
// It calls the function named regocReady on the Go global once, with an object of functions. Each takes a request as JSON, a
// function for the result and one for the reason why there is none. Results are JSON; that of compile is {json, wasm}, with
// a Uint8Array or nothing. What requests and results hold is written on their types in package shim.
package main

import (
	_ "embed"
	"encoding/json"
	"fmt"
	"syscall/js"

	"vauban/compiler/shim"
)

// The document is built in, so that a caller who forgets it does not allow everything.
//
//go:embed capabilities.json
var capabilities []byte

func main() {
	shim.DefaultCapabilities = capabilities
	js.Global().Call("regocReady", js.ValueOf(map[string]any{
		"check":        text(shim.Check),
		"test":         text(shim.Test),
		"format":       text(shim.Format),
		"inspect":      text(shim.Inspect),
		"dependencies": text(shim.Dependencies),
		"lint":         text(shim.Lint),
		"compile":      function(compile),
	}))
	select {}
}

// text makes a function from JSON to JSON.
func text[Request, Result any](run func(Request) Result) js.Func {
	return function(func(raw string) (any, error) {
		var request Request
		if err := json.Unmarshal([]byte(raw), &request); err != nil {
			return nil, err
		}
		encoded, err := json.Marshal(run(request))
		return string(encoded), err
	})
}

func compile(raw string) (any, error) {
	var request shim.CompileRequest
	if err := json.Unmarshal([]byte(raw), &request); err != nil {
		return nil, err
	}
	result, wasm := shim.Compile(request)
	encoded, err := json.Marshal(result)
	if err != nil || wasm == nil {
		return map[string]any{"json": string(encoded)}, err
	}
	bytes := js.Global().Get("Uint8Array").New(len(wasm))
	js.CopyBytesToJS(bytes, wasm)
	return map[string]any{"json": string(encoded), "wasm": bytes}, nil
}

// function runs the work in a goroutine of its own: what JavaScript calls must not block, and the test runner waits for
// goroutines. It makes no promise, since a promise would swallow what WebAssembly throws when its stack runs out.
func function(run func(string) (any, error)) js.Func {
	return js.FuncOf(func(_ js.Value, args []js.Value) any {
		raw, resolve, reject := args[0].String(), args[1], args[2]
		go func() {
			defer func() {
				if reason := recover(); reason != nil {
					reject.Invoke(fmt.Sprintf("panic: %v", reason))
				}
			}()
			value, err := run(raw)
			if err != nil {
				reject.Invoke(err.Error())
				return
			}
			resolve.Invoke(value)
		}()
		return nil
	})
}
