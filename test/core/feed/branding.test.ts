import { expect, test } from "vitest";
import { rendered } from "./rendered.ts";
import { feed, publication } from "./sample.ts";

test("icon, logo and colour stand in RSS and Atom as Feedly reads them", () => {
  const { rss, atom } = rendered(feed, { ...publication, logo: "https://gazette.example/logo.svg?a&b" });
  for (const xml of [rss, atom]) {
    expect(xml).toContain(
      "<webfeeds:icon>https://gazette.example/media/icon.png</webfeeds:icon>\n" +
        "<webfeeds:logo>https://gazette.example/logo.svg?a&#x26;b</webfeeds:logo>\n" +
        "<webfeeds:accentColor>0a5468</webfeeds:accentColor>",
    );
  }
});

test("a publication with none of them does not name the namespace, which validators warn of", () => {
  const plain = { ...publication, icon: undefined, logo: undefined, accentColor: undefined };
  const { rss, atom } = rendered(feed, plain);
  expect(rss + atom).not.toContain("webfeeds");
});

test("JSON Feed has the square icon for both sizes, and never the wide logo", () => {
  const { icon } = publication;
  expect(JSON.parse(rendered(feed).json)).toMatchObject({ icon, favicon: icon });
  const json = JSON.parse(rendered(feed, { ...publication, icon: undefined }).json);
  expect(json).not.toHaveProperty("icon");
  expect(json).not.toHaveProperty("favicon");
});
