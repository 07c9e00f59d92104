import { mkdir, mkdtemp, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";

const longWord = "Donaudampfschifffahrtsgesellschaft".repeat(8);
const markup = `</title><script>alert(1)</script>"'><svg onload=alert(2)>&amp;`;
const manyTags = Array.from({ length: 300 }, (_, number) => `وسم طويل رقم ${number}`);

/** From right to left, with what breaks pages: markup, words without an end, hundreds of tags, tables wider than a phone. */
const files: Record<string, string> = {
  "publication.yaml": `title: المدّ ${longWord}
description: أخبار من ميناء لا وجود له
baseUrl: https://hostile.example
language: ar
authors: [{name: ${longWord} الأولى, url: "https://hostile.example/${longWord}"}]
tagAuthority: hostile.example,2026
`,
  "articles/long.md": `---
title: ${longWord} ${longWord}
section: ${longWord}
published: 2026-11-03T08:00:00Z
authors: [${longWord}, ليلى حدّاد, Mara Ilves <mara@hostile.example>]
tags: [${manyTags.join(", ")}, ${longWord}]
enclosures: [{url: "https://hostile.example/${longWord}.mp3", type: audio/mpeg, title: ${longWord}}]
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
`,
  "articles/markup.md": `---
title: '${markup.replaceAll("'", "''")}'
summary: '${markup.replaceAll("'", "''")}'
section: '${markup.replaceAll("'", "''")}'
tags: ['<b>', '"onload="x"', "&"]
published: 2026-11-02T08:00:00Z
language: en
---
# A heading

# Another

${markup}
`,
  "articles/arabic.md": `---
title: بيت البحّارة
section: الميناء
published: 2026-11-01T00:00:00Z
tags: [بحّارة, Old Pier]
---
مصباح فوق الباب.
`,
};

/** Writes the content into a folder of its own, which the caller removes. */
export async function writeHostileContent(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "dateline-hostile-"));
  for (const [path, text] of Object.entries(files)) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), text);
  }
  return folder;
}
