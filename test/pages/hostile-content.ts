import { mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { FEW_ENTRIES, temporaryFolder, type TestedContent } from "./tested-content.ts";

const longWord = "Donaudampfschifffahrtsgesellschaft".repeat(5);
const markup = `</title><script>alert(1)</script>"'><svg onload=alert(2)>&amp;`;
const manyTags = Array.from({ length: 99 }, (_, number) => `وسم طويل رقم ${number}`).join(", ");

const long = (number: number) => `---
title: ${longWord} ${longWord} ${number}
slug: long-${number}
section: ${longWord}
published: 2026-11-03T08:00:0${number}Z
authors: [${longWord}, ليلى حدّاد, Mara Ilves <mara@hostile.example>]
tags: [${longWord}, ${manyTags}]
enclosures: [{url: "https://hostile.example/${longWord}.mp3", type: audio/mpeg, title: ${longWord}}]
correction: ${longWord}
---
${longWord} https://hostile.example/${longWord}

| ${"عمود طويل | ".repeat(12)}
| ${"--- | ".repeat(12)}
| ${"قيمة طويلة | ".repeat(12)}

\`${longWord}\`

    ${longWord}

> ${longWord}

## ${longWord}

- [ ] ${longWord}
`;

/** From right to left, with what breaks pages: markup, words without an end, a hundred tags, tables wider than a phone. */
const files: Record<string, string> = {
  "publication.yaml": `title: المدّ ${longWord}
description: أخبار من ميناء لا وجود له
baseUrl: https://hostile.example
language: ar
authors: [{name: ${longWord} الأولى, url: "https://hostile.example/${longWord}"}]
tagAuthority: hostile.example,2026
${FEW_ENTRIES}`,
  ...Object.fromEntries([0, 1, 2].map((number) => [`articles/long-${number}.md`, long(number)])),
  ...Object.fromEntries([0, 1, 2, 3].map((number) => [`articles/short-${number}.md`, `${number} ${longWord}\n`])),
  "articles/markup.md": `---
title: '${markup.replaceAll("'", "''")}'
summary: '${markup.replaceAll("'", "''")}'
section: '${markup.replaceAll("'", "''")}'
tags: ['<b>', '"onload="x"', "&"]
published: 2026-11-02T08:00:00Z
language: en
correction: '${markup.replaceAll("'", "''")}'
---
# A heading

# Another

${markup}
`,
  "articles/arabic.md": `---
title: بيت البحّارة
section: الميناء
published: 2026-11-01T00:00:00Z
translationOf: markup.md
language: ar
tags: [بحّارة, Old Pier]
---
مصباح فوق الباب.
`,
};

export async function writeHostileContent(): Promise<TestedContent> {
  const folder = await temporaryFolder();
  for (const [path, text] of Object.entries(files)) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), text);
  }
  return {
    folder,
    async edit() {
      const moved = join(folder, "articles/long-0.md");
      await writeFile(moved, (await readFile(moved, "utf8")).replace("slug: long-0", `slug: ${"long-".repeat(19)}0`));
      await rm(join(folder, "articles/short-0.md"));
    },
  };
}
