import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";

export const root = resolve(import.meta.dirname, "../..");

/** What `package-lock.json` says of a package. */
interface Locked {
  version: string;
  license?: string;
  hasInstallScript?: boolean;
  dependencies?: Record<string, string>;
  optionalDependencies?: Record<string, string>;
}

export interface Package extends Locked {
  name: string;
  /** Named by `package.json` itself. */
  isDirect: boolean;
}

const { packages } = JSON.parse(readFileSync(join(root, "package-lock.json"), "utf8")) as {
  packages: Record<string, Locked>;
};

/** Every package that runs in production, each version once: what `dependencies` names, and all that those need. */
export function productionPackages(): Package[] {
  const found = new Map<string, Package>();
  let layer = Object.keys(packages[""]!.dependencies ?? {}).map((name) => ({ name, from: "" }));
  while (layer.length > 0) {
    layer = layer.flatMap(({ name, from }) => {
      const path = placeOf(name, from);
      if (found.has(path)) return [];
      found.set(path, { ...packages[path]!, name, isDirect: from === "" });
      return Object.keys(packages[path]!.dependencies ?? {}).map((needed) => ({ name: needed, from: path }));
    });
  }
  return [...found.values()];
}

/** Node itself, for each platform. */
export function nodePackages(): Package[] {
  const names = Object.keys(packages[""]!.optionalDependencies ?? {});
  return names.map((name) => ({ ...packages[placeOf(name, "")]!, name, isDirect: true }));
}

/** Where Node finds a package: the nearest `node_modules` on the way up. */
function placeOf(name: string, from: string): string {
  for (let folder = from; ; folder = folder.slice(0, Math.max(0, folder.lastIndexOf("/node_modules/")))) {
    const path = folder === "" ? `node_modules/${name}` : `${folder}/node_modules/${name}`;
    if (packages[path]) return path;
    if (folder === "") throw new Error(`package-lock.json has no ${name}, which ${from} needs`);
  }
}
