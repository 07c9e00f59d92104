import { Presets, SingleBar } from "cli-progress";

/** Below this a run ends before a person would look. */
const WORTH_SHOWING = 400;

export interface Progress {
  onProgress(done: number, total: number): void;
  end(): void;
}

/** A bar on a terminal while many articles are read; nothing in a pipe. */
export function showProgress(): Progress {
  let bar: SingleBar | undefined;
  return {
    onProgress(done, total) {
      if (total < WORTH_SHOWING || !process.stderr.isTTY) return;
      if (!bar) {
        bar = new SingleBar(
          { format: "{bar} {value} of {total} articles", clearOnComplete: true, hideCursor: true },
          Presets.shades_classic,
        );
        bar.start(total, done);
      }
      bar.setTotal(total);
      bar.update(done);
    },
    end: () => bar?.stop(),
  };
}
