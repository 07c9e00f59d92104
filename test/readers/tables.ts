import type { Reader } from "./reader.ts";

/** Cells by heading. */
export interface Row extends Record<string, string> {
  Reader: string;
  Document: string;
}

const TABLE = /(?<=<!-- seen -->\n\n)(\|[^\n]*\|\n\|[- |]*\|\n)((?:\|[^\n]*\|\n)*)/g;

/**
 * Fills the tables of a page that follow a line `<!-- seen -->`; each keeps its headings. Documents of which a reader
 * makes the same share a row, and the rows of readers that are not here stay as they are.
 */
export function fillTables(page: string, readers: Reader[], rows: Row[]): string {
  return page.replace(TABLE, (_, head: string, body: string) => {
    const headings = head
      .split("\n")[0]!
      .split("|")
      .slice(1, -1)
      .map((heading) => heading.trim());
    const lines = readers.flatMap(({ name, missing }) =>
      missing
        ? body.split("\n").filter((each) => each.startsWith(`| ${name} |`))
        : merge(
            rows.filter(({ Reader }) => Reader === name),
            headings,
          ),
    );
    return `${head}${lines.join("\n")}\n`;
  });
}

function merge(rows: Row[], headings: string[]): string[] {
  const others = headings.filter((heading) => heading !== "Document");
  const same = Object.values(Object.groupBy(rows, (row) => JSON.stringify(others.map((heading) => row[heading]))));
  return same.map((group) => {
    const row: Row = { ...group![0]!, Document: group!.map(({ Document }) => Document).join(", ") };
    return `| ${headings.map((heading) => row[heading]!.replaceAll("|", "\\|")).join(" | ")} |`;
  });
}
