import { once } from "node:events";
import { relative, sep } from "node:path";
import { watch, type FSWatcher } from "chokidar";

/** Editors save in bursts: write, rename, set the time. */
const SETTLE_MILLIS = 30;

/** Calls back with the keys of files below `content` that were added, changed or removed, once a burst is over. */
export async function watchContent(content: string, changed: (paths: string[]) => void): Promise<FSWatcher> {
  const paths = new Set<string>();
  let timer: NodeJS.Timeout | undefined;
  const watcher = watch(content, {
    ignoreInitial: true,
    ignored: (path) => /(^|[/\\])\.[^/\\.]/.test(relative(content, path)),
  });
  watcher.on("all", (_event, path) => {
    paths.add(relative(content, path).split(sep).join("/"));
    timer ??= setTimeout(() => {
      timer = undefined;
      const burst = [...paths];
      paths.clear();
      changed(burst);
    }, SETTLE_MILLIS);
  });
  await once(watcher, "ready");
  return watcher;
}
