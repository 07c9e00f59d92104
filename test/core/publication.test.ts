import * as fc from "fast-check";
import { expect, test } from "vitest";
import { describeProblem } from "../../lambdas/core/problem.ts";
import { readPublication } from "../../lambdas/core/publication.ts";

const encoder = new TextEncoder();
const minimal = "title: The Tide\nbaseUrl: https://news.example\nlanguage: en\n";

function publicationIn(yaml: string) {
  const read = readPublication(encoder.encode(yaml));
  if (read.outcome === "problem") expect.fail(describeProblem(read.problem));
  return read.publication;
}

function problemIn(yaml: string): string {
  const read = readPublication(encoder.encode(yaml));
  if (read.outcome === "publication") expect.fail("accepted");
  return describeProblem(read.problem);
}

const hubAddresses = (count: number) => Array.from({ length: count }, (_, index) => `https://push${index}.example/`);

test("every setting is read, and addresses become absolute", () => {
  const yaml = `title: The Tide
description: >
  News from
  the harbour
baseUrl: https://News.example/tide//
language: EN-gb
authors:
  - { name: Ada, email: ada@news.example, url: about/ada, fediverse: ada@Social.example }
copyright: © 2026
icon: media/icon.png
logo: https://cdn.example/logo.png
tagAuthority: news.example,2026-11
accentColor: "#0A5468"
feeds: [tags, authors]
entriesPerFeed: 20
archives: tags
hub: false
hubs: https://push.example
`;
  expect(publicationIn(yaml)).toEqual({
    title: "The Tide",
    description: "News from the harbour",
    baseUrl: "https://news.example/tide",
    language: "en-GB",
    authors: [
      {
        name: "Ada",
        email: "ada@news.example",
        url: "https://news.example/tide/about/ada",
        fediverse: "@ada@social.example",
      },
    ],
    copyright: "© 2026",
    icon: "https://news.example/tide/media/icon.png",
    logo: "https://cdn.example/logo.png",
    tagAuthority: "news.example,2026-11",
    accentColor: "#0a5468",
    feeds: ["tags", "authors"],
    entriesPerFeed: 20,
    archives: ["tags"],
    hub: false,
    hubs: ["https://push.example/"],
  });
});

test("title, baseUrl and language are enough; the publication itself is its author", () => {
  expect(publicationIn(minimal)).toEqual({
    title: "The Tide",
    description: "",
    baseUrl: "https://news.example",
    language: "en",
    authors: [{ name: "The Tide" }],
    feeds: ["sections", "tags", "authors", "languages"],
    entriesPerFeed: 50,
    archives: [],
    hub: true,
    hubs: [],
  });
  expect(publicationIn(`${minimal}feeds: []`).feeds).toEqual([]);
  expect(publicationIn(`${minimal}authors: []`).authors).toEqual([{ name: "The Tide" }]);
});

test.each([
  ["title: T\nlanguage: en", 'publication.yaml: "baseUrl" is missing; write the http(s) address'],
  ["title:\nbaseUrl: https://x.example\nlanguage: en", '"title" is missing; write a line of text'],
  ["title: ' '\nbaseUrl: https://x.example\nlanguage: en", 'publication.yaml:1: "title" is empty'],
  ["title: T\nbaseUrl: https://x.example", '"language" is missing'],
  ["title: T\nbaseUrl: ftp://x.example\nlanguage: en", 'publication.yaml:2: the baseUrl "ftp://x.example" is no plain http(s) address'],
  ["title: T\nbaseUrl: x.example\nlanguage: en", "publication.yaml:2: the baseUrl"],
  ["title: T\nbaseUrl: https://x.example/?a=b\nlanguage: en", "publication.yaml:2: the baseUrl"],
  ["title: T\nbaseUrl: https://x.example/#a\nlanguage: en", "publication.yaml:2: the baseUrl"],
  ["title: T\nbaseUrl: https://me:secret@x.example/\nlanguage: en", "publication.yaml:2: the baseUrl"],
  ["title: T\nbaseUrl: https://x.example\nlanguage: english please", 'publication.yaml:3: "english please" is no language tag'],
  [`${minimal}baseURL: https://x.example`, 'publication.yaml:4: there is no setting "baseURL"; use title, description, baseUrl'],
  [`${minimal}title: again`, 'publication.yaml:4: "title" is set twice'],
  [`${minimal}authors:\n  - email: a@x.example`, "publication.yaml:5: an author has no name"],
  [`${minimal}icon: javascript:x`, 'publication.yaml:4: "javascript:x" is no web address; write an absolute http(s) URL'],
  [`${minimal}icon: "data:of\\ntwo lines"`, 'publication.yaml:4: "data:of two lines" is no web address; write an absolute http(s) URL'],
  [`${minimal}tagAuthority: example.org`, 'publication.yaml:4: the tagAuthority "example.org" is no RFC 4151 authority'],
  [`${minimal}tagAuthority: Example.org,2026`, "publication.yaml:4"],
  [`${minimal}tagAuthority: example.org,2026-13`, "publication.yaml:4"],
  [`${minimal}tagAuthority: exa mple.org,2026`, "publication.yaml:4"],
  [`${minimal}tagAuthority: [a, b]`, "publication.yaml:4"],
  [`${minimal}accentColor: teal`, 'publication.yaml:4: "teal" is no colour'],
  [`${minimal}feeds: [sections, months]`, 'publication.yaml:4: there are no feeds by "months"; use sections, tags'],
  [`${minimal}entriesPerFeed: 0`, "publication.yaml:4: a feed cannot hold 0 entries"],
  [`${minimal}entriesPerFeed: many`, "publication.yaml:4: a feed cannot hold many entries"],
  [`${minimal}entriesPerFeed: "2\\n0"`, "publication.yaml:4: a feed cannot hold 2 0 entries; write a whole number"],
  [`${minimal}entriesPerFeed: 501`, "publication.yaml:4: a feed cannot hold 501 entries"],
  [`${minimal}hub: maybe`, 'publication.yaml:4: "maybe" is neither true nor false; write true or false'],
  [`${minimal}hub: https://push.example/`, 'publication.yaml:4: "https://push.example/" is neither true nor false'],
  [`${minimal}hubs: push.example`, 'publication.yaml:4: the hub "push.example" is no plain http(s) address; write one such as https://hub.example/'],
  [`${minimal}hubs:\n  - https://push.example/\n  - /hub`, 'publication.yaml:6: the hub "/hub" is no plain http(s) address'],
  [`${minimal}hubs: "of\\ntwo lines"`, 'publication.yaml:4: the hub "of two lines" is no plain http(s) address; write one'],
  [`${minimal}hubs: [mailto:me@push.example]`, "publication.yaml:4: the hub"],
  [`${minimal}hubs: [https://me@push.example/]`, "publication.yaml:4: the hub"],
  [`${minimal}hubs: ["https://:secret@push.example/"]`, "publication.yaml:4: the hub"],
  [`${minimal}hubs: ["https://push.example/#"]`, "publication.yaml:4: the hub"],
  [`${minimal}hubs: ["https://push>.example/"]`, "publication.yaml:4: the hub"],
  [`${minimal}hubs: [{ url: https://push.example/ }]`, '"hubs.0" is not what it must be; write the http(s) address of a hub, or a list of them'],
  [`${minimal}hubs: https://push.example/${"a".repeat(180)}`, "publication.yaml:4: a text of 201 characters stands where at most 200 have room"],
  [`${minimal}hubs: https://push.example/${"海".repeat(60)}`, "publication.yaml:4: a text of 561 characters stands where"],
  [`${minimal}hubs: [${hubAddresses(11).join(", ")}]`, "publication.yaml:4: there are 11 hubs where at most 10 are useful"],
  ["just words", "publication.yaml:1: the settings are no map"],
  ["", '"baseUrl" is missing'],
  ["title: 'T", "the YAML is broken"],
])("a wrong setting is a problem with line and remedy: %j", (yaml, expected) => {
  expect(problemIn(yaml)).toContain(expected);
}); // prettier-ignore

test.each(["example.org,2026", "example.org,2026-11-23", "desk@example.org,2026", "localhost,2026"])(
  "%s may start ids (RFC 4151 §2.1)",
  (authority) => {
    expect(publicationIn(`${minimal}tagAuthority: ${authority}`).tagAuthority).toBe(authority);
  },
);

test("hubs stand in their order, each once, in the one spelling of its address", () => {
  const yaml = "hubs: [https://b.example, 'HTTP://A.example:80/x?y=%', https://b.example/]";
  expect(publicationIn(minimal + yaml).hubs).toEqual(["https://b.example/", "http://a.example/x?y=%25"]);
  expect(publicationIn(`${minimal}hubs: "https://b.example/?a,b"`).hubs).toEqual(["https://b.example/?a,b"]);
  expect(publicationIn(`${minimal}hubs: [${hubAddresses(10).join(", ")}]`).hubs).toHaveLength(10);
});

test("no bytes make it throw", () => {
  fc.assert(fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => void readPublication(bytes)));
  fc.assert(fc.property(fc.string({ unit: "binary" }), (text) => void readPublication(encoder.encode(`${minimal}description: ${text}`))));
}); // prettier-ignore
