import { join } from "node:path";
import { AssetHashType, DockerImage } from "aws-cdk-lib";
import { Code } from "aws-cdk-lib/aws-lambda";
import { buildSync } from "esbuild";

const root = join(import.meta.dirname, "../..");

/** Large parts of packages that no function ever reaches, and what stands in their place. */
const INSTEAD = {
  "@aws-sdk/credential-provider-node": "infra/bundle/lambda-credentials.ts",
  "node:http2": "infra/bundle/no-http2.ts",
  postcss: "infra/bundle/no-style-parser.ts",
  undici: "infra/bundle/undici-agent.js",
  // The same source in modules, which load in a third of the time.
  yaml: "node_modules/yaml/browser/index.js",
};

/**
 * All that a function needs, since what Lambda's own SDK is like would change without us: `index.mjs`, and files beside it.
 * What stands behind an `import()` is in files of its own, which Lambda reads when the function comes to it
 * (docs/decisions/0017).
 *
 * @param entry the file that exports `handler`, from the root of the repository
 */
export function bundled(entry: string): Code {
  const tryBundle = (folder: string) => {
    bundle(entry, folder);
    return true;
  };
  return Code.fromAsset(join(root, "lambdas"), {
    assetHashType: AssetHashType.OUTPUT,
    // CDK tells bundles apart by their commands; no image is ever run.
    bundling: { command: [entry], image: DockerImage.fromRegistry("none"), local: { tryBundle } },
  });
}

function bundle(entry: string, folder: string): void {
  buildSync({
    absWorkingDir: root,
    entryPoints: { index: entry },
    outdir: folder,
    outExtension: { ".js": ".mjs" },
    bundle: true,
    splitting: true,
    format: "esm",
    platform: "node",
    target: "node24",
    minify: true,
    mainFields: ["module", "main"],
    // CommonJS packages inside an ES module still ask for `require`.
    banner: { js: 'import{createRequire}from"node:module";const require=createRequire(import.meta.url);' },
    // undici's own word for being bundled without its second, experimental parser: 165 KB.
    define: { esbuildDetection: "true" },
    alias: Object.fromEntries(Object.entries(INSTEAD).map(([name, file]) => [name, join(root, file)])),
    logLevel: "warning",
  });
}
