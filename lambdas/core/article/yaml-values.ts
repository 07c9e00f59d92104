import { isAlias, isMap, isNode, isScalar, isSeq, visit, type Document, type Node } from "yaml";
import { Refusal } from "./refusal.ts";

const maxDepth = 8;
/** Settings of 64 KB (`yaml-settings.ts`) have fewer, unless their aliases multiply them. */
const maxNodes = 64 * 1024;

/**
 * A function that turns nodes of a document into strings, lists and objects of them, and what is empty into `undefined`.
 * The depth and the number of all nodes together are bounded, since aliases can blow a few bytes up into gigabytes.
 */
export function plainValues(document: Document) {
  const targets = targetsOfAliases(document);
  let nodes = 0;
  return function plain(node: unknown, line: number, depth = 0): unknown {
    if (++nodes > maxNodes || depth > maxDepth) throw tooMuch(line);
    if (isAlias(node)) {
      const target = targets.get(node);
      if (!target)
        throw new Refusal(`the YAML alias *${node.source} stands for nothing`, "put quotes around the value", line);
      return plain(target, line, depth + 1);
    }
    if (isScalar(node)) return node.value ?? undefined;
    if (isSeq(node)) return node.items.map((item) => plain(item, line, depth + 1)).filter((item) => item !== undefined);
    if (!isMap(node)) return undefined;
    const pairs = node.items.map((pair) => [
      isScalar(pair.key) ? String(pair.key.value) : "",
      plain(pair.value, line, depth + 1),
    ]);
    return Object.fromEntries(pairs.filter(([, value]) => value !== undefined));
  };
}

/** What each alias stands for, YAML 1.2.2 §7.1: the last node before it of that name. `Alias.resolve` searches the document for every one. */
function targetsOfAliases(document: Document): Map<Node, Node> {
  const anchored = new Map<string, Node>();
  const targets = new Map<Node, Node>();
  visit(document, (_key, node) => {
    if (isAlias(node)) {
      const target = anchored.get(node.source);
      if (target) targets.set(node, target);
    } else if (isNode(node) && node.anchor !== undefined) anchored.set(node.anchor, node);
  });
  return targets;
}

export function tooMuch(line: number): Refusal {
  return new Refusal("the YAML is nested too deeply or repeats itself too often", "write plain lists and maps", line);
}
