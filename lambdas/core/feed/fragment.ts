import { prefixesIn } from "./namespaces.ts";

/** A finished piece of a document. Bytes, because an entry stands in several documents and is encoded once. */
export interface Fragment {
  bytes: Uint8Array;
  /** Of the namespaces that it uses: the root of its document has to declare them. */
  prefixes: string[];
}

export function fragmentOf(text: string): Fragment {
  return { bytes: Buffer.from(text), prefixes: prefixesIn(text) };
}

/** The prefixes of a whole document, each once. */
export function allPrefixes(shell: string, fragments: Fragment[]): Set<string> {
  return new Set(
    [shell, ...fragments].flatMap((part) => (typeof part === "string" ? prefixesIn(part) : part.prefixes)),
  );
}

/** The bytes of a document: its shell, with the fragments before what stands at `end` in it. */
export function fill(shell: string, end: number, fragments: Fragment[], separator = ""): Uint8Array {
  const between = Buffer.from(separator);
  const filling = fragments.flatMap(({ bytes }, index) => (index === 0 ? [bytes] : [between, bytes]));
  return Buffer.concat([Buffer.from(shell.slice(0, end)), ...filling, Buffer.from(shell.slice(end))]);
}
