import * as v from "valibot";
import type { Person } from "../publication.ts";
import { oneLine } from "./clean-text.ts";
import { fault, firstOfEach, oneOrMore, textOrMap } from "./field-shapes.ts";
import type { webUrl } from "./field-types.ts";

/** RFC 5322 `addr-spec` as feed validators read it. */
function isEmail(text: string): boolean {
  return /^[\w+.'!#$%&*/=?^`{|}~-]+@([a-z0-9-]+\.)+[a-z0-9][a-z0-9-]*$/i.test(text);
}

const email = v.pipe(
  v.string(),
  v.trim(),
  v.check(isEmail, fault<string>((text) => `"${text}" is no e-mail address`, () => "write one such as jane@example.org")),
); // prettier-ignore

/** `Jane Doe`, `Jane Doe <jane@example.org>`, `{name, email, url}`, or a list of these. */
export function people(url: ReturnType<typeof webUrl>) {
  const nameless = fault(() => "an author has no name", () => "write name: and then the name"); // prettier-ignore
  const person = v.object({ name: v.string(nameless), email: v.optional(email), url: v.optional(url) }, nameless);
  return v.pipe(
    oneOrMore,
    v.array(v.pipe(textOrMap("name"), person, v.transform(personOf))),
    v.transform((persons) => {
      const named = persons.filter(({ name }) => name !== "");
      return firstOfEach(named, ({ name }) => name.toLowerCase());
    }),
  );
}

/** A mail address does not belong into a name: validators warn, and harvesters thank. */
function personOf({ name, ...rest }: Person): Person {
  const text = oneLine(name);
  const [, before = text, address = ""] = /^(.*?)\s*<([^<>\s]+)>$/.exec(text) ?? [];
  if (isEmail(address)) return { ...rest, name: before || address.replace(/@.*/, ""), email: rest.email ?? address };
  if (isEmail(text)) return { ...rest, name: text.replace(/@.*/, ""), email: rest.email ?? text };
  return { ...rest, name: text };
}
