import { readFileSync } from "node:fs";
import { Ajv2020 } from "ajv/dist/2020.js";
import addFormats from "ajv-formats";

const ajv = new Ajv2020({ allErrors: true });
addFormats.default(ajv);
const validate = ajv.compile(JSON.parse(readFileSync(new URL("json-feed.schema.json", import.meta.url), "utf8")));

/** What JSON Feed 1.1 finds wrong, one line each. */
export function jsonFeedErrors(json: unknown): string[] {
  return validate(json) ? [] : (validate.errors ?? []).map((error) => `${error.instancePath}: ${error.message}`);
}
