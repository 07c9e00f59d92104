const REPEAT_MILLIS = 60_000;

/**
 * What went wrong outside, in one line: `cannot write site/feed.xml: ENOSPC: no space left on device`. A bug keeps its
 * stack, for whoever has to find it.
 */
export function describeFailure(error: unknown): string {
  const words: string[] = [];
  for (let each = error; each instanceof Error; each = each.cause) {
    if (each instanceof TypeError || each instanceof ReferenceError || each instanceof RangeError) return each.stack!;
    // Without the call and the path at the end of Node's messages: our own name the file, and this may be a temporary one.
    words.push(each.message.replace(/, \w+( '.*)?$/s, ""));
  }
  return words.length > 0 ? words.join(": ") : String(error);
}

/** Says failures on the terminal; one that goes on, once a minute. */
export function failureReporter(): (what: string, error: unknown) => void {
  let last = { line: "", millis: 0 };
  return (what, error) => {
    const [line, millis] = [`dateline: ${what}: ${describeFailure(error)}`, performance.now()];
    if (line === last.line && millis - last.millis < REPEAT_MILLIS) return;
    last = { line, millis };
    console.error(line);
  };
}
