import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import cdkJson from "../../cdk.json" with { type: "json" };
import { readSettings, SettingsError } from "../../infra/settings.ts";

function folderWith(publication: string): string {
  const folder = mkdtempSync(join(tmpdir(), "dateline-settings-"));
  writeFileSync(join(folder, "publication.yaml"), publication);
  return folder;
}

const publication = (baseUrl: string) =>
  `title: News\ndescription: d\nbaseUrl: ${baseUrl}\nlanguage: en\nauthors: [{ name: A }]\n`;

test("without any setting the sample publication is deployed to be kept, with a tick every minute", () => {
  expect(readSettings(cdkJson.context)).toMatchObject({
    contentFolder: "content",
    ephemeral: false,
    uploadContent: true,
    tickMinutes: 1,
    reserveConcurrency: true,
  });
});

test("docs/operating.md lists the settings that there are", () => {
  const page = readFileSync(join(import.meta.dirname, "../../docs/operating.md"), "utf8");
  const [, table] = /\| Setting \| Default .*?\n\|.*?\n(.*?)\n\n/s.exec(page)!;
  const listed = Array.from(table!.matchAll(/^\| `(\w+)`/gm), ([, name]) => name!);
  let known: string[] = [];
  try {
    readSettings({ nonsense: "" });
  } catch (error) {
    known = (error as Error).message.split("there are ")[1]!.split(", ");
  }
  expect(listed.sort()).toEqual(known.sort());
});

test("settings are the same as text (-c) and as JSON (cdk.json)", () => {
  expect(readSettings({ ephemeral: "true", tickMinutes: "5", logDays: "90" })).toEqual(
    readSettings({ ephemeral: true, tickMinutes: 5, logDays: 90 }),
  );
});

test("a slash at the end of baseUrl is dropped", () => {
  expect(readSettings({ content: folderWith(publication("https://a.example/")) }).baseUrl).toBe("https://a.example");
});

test("the edge names the hubs that the feeds name, the publication's own first", () => {
  const hubsWith = (more: string) =>
    readSettings({ content: folderWith(publication("https://a.example/") + more) }).hubs;
  expect(hubsWith("")).toEqual(["https://a.example/hub"]);
  expect(hubsWith("hubs: [https://push.example]")).toEqual(["https://a.example/hub", "https://push.example/"]);
  expect(hubsWith("hub: false")).toEqual([]);
});

describe("a setting that cannot be is one clear line", () => {
  test.each<[Record<string, unknown>, RegExp]>([
    [{ ephemeral: "yes" }, /^ephemeral must be true or false, not "yes"$/],
    [{ tickMinutes: "0" }, /^tickMinutes must be a whole number from 1 to 60, not "0"$/],
    [{ tickMinutes: "often" }, /^tickMinutes must be/],
    [{ priceClass: "300" }, /^priceClass must be one of 100, 200, all, not "300"$/],
    [{ logDays: 31 }, /^logDays must be one of 7, 14/],
    [{ alarmEmail: "desk" }, /^alarmEmail "desk" is not an e-mail address$/],
    [{ certificateArn: "arn:aws:acm:eu-west-1:111122223333:certificate/a" }, /us-east-1/],
    [{ alramEmail: "desk@example.org" }, /^there is no setting "alramEmail"; there are content, ephemeral/],
    [{ content: "/nowhere" }, /^\/nowhere\/publication\.yaml cannot be read; the setting "content"/],
  ])("%o", (context, message) => {
    expect(() => readSettings(context)).toThrow(SettingsError);
    expect(() => readSettings(context)).toThrow(message);
  });

  test("a publication that cannot be used", () => {
    expect(() => readSettings({ content: folderWith("title: [") })).toThrow(SettingsError);
    expect(() => readSettings({ content: folderWith("title: News\n") })).toThrow(/baseUrl/);
    expect(() => readSettings({ content: folderWith(publication("https://a.example/news")) })).toThrow(/root/);
  });

  test("a certificate for a publication without https", () => {
    const certificateArn = "arn:aws:acm:us-east-1:111122223333:certificate/a";
    expect(() => readSettings({ content: folderWith(publication("http://a.example")), certificateArn })).toThrow(
      /not https/,
    );
  });
});
