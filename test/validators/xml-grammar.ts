import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { ParseOption, RelaxNGValidator, XmlDocument, XmlLibError } from "libxml2-wasm";
import { xmlRegisterFsInputProviders } from "libxml2-wasm/lib/nodejs.mjs";

xmlRegisterFsInputProviders();

/** The document as a strict XML 1.0 parser with namespaces sees it; throws on anything that is not well-formed. */
export function parseXml(bytes: Uint8Array): XmlDocument {
  return XmlDocument.fromBuffer(bytes, { option: ParseOption.XML_PARSE_NONET | ParseOption.XML_PARSE_NO_XXE });
}

const grammars = {
  atom: loadGrammar("atom.rng"),
  rss: loadGrammar("rss.rng"),
  opml: loadGrammar("opml.rng"),
  sitemap: loadGrammar("sitemap.rng"),
};

/** What the RELAX NG grammar of the format finds wrong, one line each. */
export function grammarErrors(document: XmlDocument, format: keyof typeof grammars): string[] {
  try {
    grammars[format].validate(document);
    return [];
  } catch (error) {
    if (!(error instanceof XmlLibError)) throw error;
    return error.details.map(({ line, message }) => `line ${line}: ${message.trim()}`);
  }
}

function loadGrammar(name: string): RelaxNGValidator {
  const path = fileURLToPath(new URL(name, import.meta.url));
  return RelaxNGValidator.fromDoc(XmlDocument.fromBuffer(readFileSync(path), { url: path }));
}
