import { join } from "node:path";
import { OutputFormat, type BundlingOptions } from "aws-cdk-lib/aws-lambda-nodejs";

/** Large parts of packages that no function ever reaches, and what stands in their place. */
const INSTEAD = {
  "@aws-sdk/credential-provider-node": "lambda-credentials.ts",
  "node:http2": "no-http2.ts",
  postcss: "no-style-parser.ts",
  undici: "undici-agent.js",
};

/** One file that holds all that a function needs, the SDK too: the one that Lambda provides changes without us. */
export const bundling: BundlingOptions = {
  format: OutputFormat.ESM,
  target: "node24",
  minify: true,
  bundleAwsSDK: true,
  mainFields: ["module", "main"],
  // CommonJS packages inside an ES module still ask for `require`.
  banner: 'import{createRequire}from"node:module";const require=createRequire(import.meta.url);',
  // undici's own word for being bundled without its second, experimental parser: 165 KB.
  define: { esbuildDetection: "true" },
  esbuildArgs: Object.fromEntries(
    Object.entries(INSTEAD).map(([name, file]) => [`--alias:${name}`, join(import.meta.dirname, file)]),
  ),
};
