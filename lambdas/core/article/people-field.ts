import * as v from "valibot";
import type { Person } from "../publication.ts";
import { oneLine } from "./clean-text.ts";
import { isEmailAddress } from "./email-address.ts";
import { fault, firstOfEach, oneOrMore, textOrMap, tooMany } from "./field-shapes.ts";
import { maxLabelCharacters, tooLong, type webUrl } from "./field-types.ts";

const maxAuthors = 50;

const email = v.pipe(
  v.string(),
  v.trim(),
  v.check(isEmailAddress, fault<string>((text) => `"${text}" is no e-mail address`, () => "write one such as jane@example.org")),
); // prettier-ignore

/** An account as Mastodon and its kin write it, `@user@host`, with or without the first `@`; hosts have no capitals. */
const fediverse = v.pipe(
  v.string(),
  v.trim(),
  v.regex(
    /^@?\w([\w.-]{0,62}\w)?@([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]{0,62}(:\d{1,5})?$/i,
    fault<string>((text) => `"${text}" is no fediverse account`, () => 'write one such as "@jane@social.example", in quotes'),
  ),
  v.transform((text) => text.replace(/^@?([^@]+)@(.+)$/, (_all, user: string, host: string) => `@${user}@${host.toLowerCase()}`)),
); // prettier-ignore

/** `Jane Doe`, `Jane Doe <jane@example.org>`, `{name, email, url, fediverse}`, or a list of these. */
export function people(url: ReturnType<typeof webUrl>) {
  const nameless = fault(() => "an author has no name", () => "write name: and then the name"); // prettier-ignore
  const label = v.pipe(v.string(nameless), v.maxLength(maxLabelCharacters, tooLong(maxLabelCharacters)));
  const person = v.object(
    { name: label, email: v.optional(email), url: v.optional(url), fediverse: v.optional(fediverse) },
    nameless,
  );
  return v.pipe(
    oneOrMore,
    v.maxLength(maxAuthors, tooMany(maxAuthors, "authors")),
    v.array(v.pipe(textOrMap("name"), person, v.transform(personOf))),
    v.transform((persons) => {
      const named = persons.filter(({ name }) => name !== "");
      return firstOfEach(named, ({ name }) => name.toLowerCase());
    }),
  );
}

/** A mail address in a name becomes the author's `email`: in names, validators warn of it. */
function personOf({ name, ...rest }: Person): Person {
  const text = oneLine(name);
  const [, before = text, address = ""] = /^(.*?)\s*<([^<>\s]+)>$/.exec(text) ?? [];
  if (isEmailAddress(address))
    return { ...rest, name: before || address.replace(/@.*/, ""), email: rest.email ?? address };
  if (isEmailAddress(text)) return { ...rest, name: text.replace(/@.*/, ""), email: rest.email ?? text };
  return { ...rest, name: text };
}
