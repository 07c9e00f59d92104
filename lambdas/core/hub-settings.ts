import * as v from "valibot";
import { absoluteAddress } from "./absolute-address.ts";
import { oneOrMore, readText, tooMany, valueOr } from "./article/field-shapes.ts";
import { tooLong } from "./article/field-types.ts";

/** Every answer names them all in one header, and clients read 8 KB or 16 KB of headers. */
const MOST_HUBS = 10;
const MOST_CHARACTERS = 200;

const hubAddress = v.pipe(
  readText((written) => {
    const text = written.trim();
    const why = `the hub "${text}" is no plain http(s) address`;
    return valueOr(absoluteAddress(text)?.href, why, "write one such as https://hub.example/");
  }),
  v.maxLength(MOST_CHARACTERS, tooLong(MOST_CHARACTERS)),
);

/** Hubs that others run (WebSub §4), as one address or a list of them; each is named once. */
export const hubAddresses = v.pipe(
  oneOrMore,
  v.array(hubAddress),
  v.transform((addresses) => [...new Set(addresses)]),
  v.maxLength(MOST_HUBS, tooMany(MOST_HUBS, "hubs")),
);
