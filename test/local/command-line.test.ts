import { describe, expect, test } from "vitest";
import { readCommandLine } from "../../lambdas/local/command-line.ts";

const read = (line: string, environment = {}) => readCommandLine(line.split(" ").filter(Boolean), environment);

describe("README.md's commands", () => {
  test("start needs no word more: it serves content/ at port 8080", () => {
    expect(read("start")).toEqual({ name: "start", content: "content", port: 8080 });
  });

  test("the port is that of --port, or else of PORT", () => {
    expect(read("start", { PORT: "9000" })).toMatchObject({ port: 9000 });
    expect(read("start --port 0", { PORT: "9000" })).toMatchObject({ port: 0 });
  });

  test("every option is read, and a slash at the end of --base-url dropped", () => {
    const all = "--content c --data d --base-url https://a.example/news/";
    const shared = { content: "c", data: "d", baseUrl: "https://a.example/news" };
    expect(read(`build --out o --strict ${all}`)).toEqual({ name: "build", out: "o", strict: true, ...shared });
    expect(read(`start --port 1 ${all}`)).toEqual({ name: "start", port: 1, ...shared });
    expect(read("hub --content c --data d")).toEqual({ name: "hub", content: "c", data: "d" });
  });
});

test.each([
  ["", 'say start, build or hub, not ""'],
  ["serve", 'say start, build or hub, not "serve"'],
  ["start now", 'nobody knows what "now" means here'],
  ["start --prot 1", "Unknown option '--prot'"],
  ["start --port -1", "--port"],
  ["start --port 65536", 'the port "65536" is not a number from 0 to 65535'],
  ["start --base-url a.example", '--base-url "a.example" is not an http or https address'],
  ["start --base-url ftp://a.example", "is not an http or https address"],
  ["build", "build needs --out DIR, the folder to write the site to"],
])("words that mean nothing are said to: %j", (line, cause) => {
  expect(read(line)).toEqual({ name: "unusable", cause: expect.stringContaining(cause) });
});
