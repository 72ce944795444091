import { loadPolicy } from '@open-policy-agent/opa-wasm';

/** Bytes of one page of WebAssembly memory. */
const PAGE_BYTES = 65_536;
/** opa-wasm reads addresses as signed, so a heap past 2 GiB breaks it. */
const MAXIMUM_PAGES = 32_767;
/** Measured: growing the memory in small steps costs more than the evaluation; about 30 bytes of heap a byte of input. */
const HEAP_PER_INPUT_BYTE = 30;
const MINIMUM_PAGES = 128;
/** Beyond this the heap would not fit below 2 GiB. */
export const MAXIMUM_INPUT_BYTES = 60_000_000;

/** A policy loaded into its own memory. Not re-entrant. */
export interface PolicyInstance {
  /** The value of an entrypoint, or undefined when Rego gives none. Throws an Error with a readable message. */
  evaluate(entrypoint: string, input: ArrayBuffer): unknown;
  /** Inputs up to this many bytes run without growing the memory. */
  readonly inputBytes: number;
}

/** Instantiates a compiled policy with memory sized for the input, and sets its data (`data.parameters`). */
export async function instantiatePolicy(
  module: WebAssembly.Module,
  data: object,
  inputBytes: number,
): Promise<PolicyInstance> {
  const initial = Math.min(
    Math.max(MINIMUM_PAGES, Math.ceil((inputBytes * HEAP_PER_INPUT_BYTE) / PAGE_BYTES)),
    MAXIMUM_PAGES,
  );
  const policy = await loadPolicy(module, { initial, maximum: MAXIMUM_PAGES });
  policy.setData(data);
  return {
    inputBytes: Math.floor((initial * PAGE_BYTES) / HEAP_PER_INPUT_BYTE),
    evaluate: (entrypoint, input) => {
      try {
        return resultOf(policy.evaluate(input, entrypoint));
      } catch (thrown) {
        throw new Error(messageOf(thrown));
      }
    },
  };
}

/** opa-wasm wraps results as [{result}]; an undefined result is an empty list. */
function resultOf(results: unknown): unknown {
  if (!Array.isArray(results)) return undefined;
  const first: unknown = results[0];
  return typeof first === 'object' && first !== null && 'result' in first ? first.result : undefined;
}

/** opa-wasm throws strings and plain objects. */
function messageOf(thrown: unknown): string {
  if (thrown instanceof Error) return thrown.message;
  if (typeof thrown === 'object' && thrown !== null && 'message' in thrown) return String(thrown.message);
  return String(thrown);
}
