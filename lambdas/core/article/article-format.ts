const formats = { md: "markdown", markdown: "markdown", html: "html", htm: "html", txt: "plainText" } as const;

export type ArticleFormat = (typeof formats)[keyof typeof formats];

/** How an article's file is written, by the ending of its name; `undefined` for a file that is no article. */
export function formatOf(path: string): ArticleFormat | undefined {
  const ending = /[^/]\.([a-z]+)$/i.exec(path)?.[1]?.toLowerCase() ?? "";
  return Object.hasOwn(formats, ending) ? formats[ending as keyof typeof formats] : undefined;
}
