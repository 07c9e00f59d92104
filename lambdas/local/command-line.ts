import { parseArgs } from "node:util";

export const USAGE = `Usage:
  npm start -- [--content DIR] [--data DIR] [--port N] [--base-url URL]
  npm run build -- [--content DIR] --out DIR [--data DIR] [--base-url URL] [--strict]
  npm run hub -- [--content DIR] [--data DIR]`;

interface Shared {
  /** Folder of publication.yaml, articles/ and media/. */
  content: string;
  /** Folder for the ledger and all other state; by default one of its own for each content folder. */
  data?: string;
  baseUrl?: string;
}

export type Command =
  | ({ name: "start"; port: number } & Shared)
  | ({ name: "build"; out: string; strict: boolean } & Shared)
  | ({ name: "hub" } & Shared)
  | { name: "unusable"; cause: string };

/** What the words after `node lambdas/local.ts` ask for. */
export function readCommandLine(words: string[], environment: Record<string, string | undefined>): Command {
  const options = {
    content: { type: "string", default: "content" },
    data: { type: "string" },
    port: { type: "string", default: environment["PORT"] ?? "8080" },
    out: { type: "string" },
    "base-url": { type: "string" },
    strict: { type: "boolean", default: false },
  } as const;
  const unusable = (cause: string): Command => ({ name: "unusable", cause });
  let parsed;
  try {
    parsed = parseArgs({ args: words, options, allowPositionals: true });
  } catch (error) {
    return unusable((error as Error).message);
  }
  const { positionals, values } = parsed;
  const [name, ...rest] = positionals;
  if (rest.length > 0) return unusable(`nobody knows what "${rest.join(" ")}" means here`);

  const baseUrl = values["base-url"]?.replace(/\/+$/, "");
  if (baseUrl !== undefined && !isWebAddress(baseUrl))
    return unusable(`--base-url "${baseUrl}" is not an http or https address`);
  const shared: Shared = {
    content: values.content,
    ...(values.data && { data: values.data }),
    ...(baseUrl && { baseUrl }),
  };

  if (name === "build") {
    if (!values.out) return unusable("build needs --out DIR, the folder to write the site to");
    return { name, out: values.out, strict: values.strict, ...shared };
  }
  if (name === "hub") return { name, ...shared };
  if (name === "start") {
    const port = Number(values.port);
    if (!/^\d+$/.test(values.port) || port > 65_535)
      return unusable(`the port "${values.port}" is not a number from 0 to 65535`);
    return { name, port, ...shared };
  }
  return unusable(`say start, build or hub, not "${name ?? ""}"`);
}

function isWebAddress(text: string): boolean {
  return URL.canParse(text) && /^https?:$/.test(new URL(text).protocol) && !/[?#]/.test(text);
}
