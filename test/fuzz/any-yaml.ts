import * as fc from "fast-check";
import { anyLine, anyText } from "./any-text.ts";

const PLAIN = ["x", "~", "null", "true", "no", "007", "1.10", "0x1F", ".inf", "2026-11-23", "12:30:45", "=", "<<", "", "!!binary aGk=", "!!set {a}", "!!js/function x", "!local x", "!<tag:a,2026:b> x", "*a", "*none", "&a x", "&b", "? x", "- x", "key: value: more", "@x", "`x", "%x", "[unclosed", "{unclosed", '"unclosed', "'unclosed"]; // prettier-ignore

const indented = (text: string) => text.replace(/^/gm, "  ");
const quoted = (text: string) => JSON.stringify(text);

/**
 * A value as it stands behind `key:`: plain, quoted, block scalars, flow and block collections, anchors, aliases, merge keys,
 * tags, keys twice, and what is none of it.
 */
export const anyYaml: fc.Arbitrary<string> = fc.letrec<{ value: string }>((tie) => {
  const values = fc.array(tie("value"), { minLength: 1, maxLength: 3 });
  const pairs = fc.array(fc.tuple(fc.oneof(fc.constantFrom("a", "a", "url", "name", "text", "at", "<<", "__proto__"), anyLine.map(quoted)), tie("value")), { minLength: 1, maxLength: 3 }); // prettier-ignore
  return {
    value: fc.oneof(
      { depthSize: "small" },
      fc.constantFrom(...PLAIN),
      anyLine,
      anyText.map(quoted),
      anyText.map((text) => `'${text.replaceAll("'", "''")}'`),
      fc.tuple(fc.constantFrom("|", ">", "|-", ">+", "|2", ">9"), anyText).map(([kind, text]) => `${kind}\n${indented(text)}`),
      values.map((all) => `[${all.join(", ")}]`),
      pairs.map((all) => `{${all.map(([key, value]) => `${key}: ${value}`).join(", ")}}`),
      values.map((all) => all.map((value) => `\n- ${indented(value).trimStart()}`).join("")),
      pairs.map((all) => `\n${indented(all.map(([key, value]) => `${key}: ${value}`).join("\n"))}`),
      tie("value").map((value) => `&a ${value}`),
      tie("value").map((value) => `!tag ${value}`),
      tie("value").map((value) => `${value} # comment`),
    ),
  };
}).value; // prettier-ignore
