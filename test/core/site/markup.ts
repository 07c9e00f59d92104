import type { Document } from "../../../lambdas/core/feed/feed.ts";

const voidElements = new Set("area base br col embed hr img input link meta source track wbr".split(" "));

export interface Element {
  name: string;
  attributes: Map<string, string>;
  /** Names of the elements around it, outermost first. */
  inside: string[];
}

export function textOf(document: Document): string {
  return new TextDecoder().decode(document.bytes);
}

/** Every element of a page in its order; throws when a tag is left open or closed out of turn. */
export function elementsOf(markup: string): Element[] {
  const open: string[] = [];
  const elements: Element[] = [];
  for (const [, slash, tag = "", rest = ""] of markup.matchAll(
    /<(\/?)([a-z][a-z0-9]*)((?:\s+[a-z-]+(?:="[^"]*")?)*)\s*\/?>/g,
  )) {
    if (slash === "/") {
      if (open.pop() !== tag) throw new Error(`</${tag}> closes nothing: ${open.join(" ")}`);
      continue;
    }
    const attributes = [...rest.matchAll(/([a-z-]+)(?:="([^"]*)")?/g)].map(
      ([, key = "", value = ""]) => [key, value] as const,
    );
    elements.push({ name: tag, attributes: new Map(attributes), inside: [...open] });
    if (!voidElements.has(tag)) open.push(tag);
  }
  if (open.length > 0) throw new Error(`left open: ${open.join(" ")}`);
  return elements;
}

/** What stands outside the tags: none of it may look like one. */
export function looseMarkup(markup: string): string[] {
  return (
    markup.replace(/<(?:!doctype html|\/?[a-z][a-z0-9]*(?:\s+[a-z-]+(?:="[^"<>]*")?)*\s*\/?)>/g, "").match(/[<>]/g) ??
    []
  );
}
