import type { Report } from "../core/report.ts";

/** One line for a terminal: `published 8 articles, 1 left out, wrote 4 feed documents in 0.2 s`. */
export function describeReport(
  { published, withdrawn, unchanged, leftOut, warnings, documents }: Report,
  millis: number,
): string {
  const parts = [
    (published > 0 || withdrawn === 0) && `published ${count(published, "article")}`,
    withdrawn > 0 && `withdrew ${withdrawn}`,
    unchanged > 0 && `${unchanged} unchanged`,
    leftOut.length > 0 && `${leftOut.length} left out`,
    warnings.length > 0 && count(warnings.length, "warning"),
    `wrote ${count(documents.length, "feed document")}`,
  ];
  return `${parts.filter(Boolean).join(", ")} in ${(millis / 1000).toFixed(millis < 100 ? 2 : 1)} s`;
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? "" : "s"}`;
}
