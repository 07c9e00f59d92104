import { MemoryStore } from "../../lambdas/adapters/memory-store.ts";
import type { Document } from "../../lambdas/core/feed/feed.ts";
import { answerAtHub, type HubAnswer } from "../../lambdas/core/hub/answer.ts";
import type { Problem } from "../../lambdas/core/problem.ts";
import { Newsroom } from "../core/newsroom.ts";

/** What is put to the program, by a process that survives it. */
export type Question = { what: "publish"; files: Record<string, Uint8Array> } | { what: "hub"; form: HubForm };

export interface HubForm {
  contentType: string;
  body: Uint8Array;
}

export interface Published {
  problems: Problem[];
  documents: Document[];
}

/** The answer, and what has been put into the queue. */
export type AnsweredAtHub = HubAnswer & { queued: string[] };

export interface Measured {
  given: Published | AnsweredAtHub | { thrown: string };
  /** Of the one thread that works; others collect its garbage. */
  cpuMillis: number;
}

process.on("message", (question: Question) => void answer(question));

async function answer(question: Question): Promise<void> {
  const before = process.threadCpuUsage();
  const given = await (question.what === "publish" ? publish(question.files) : askHub(question.form)).catch(
    (error: unknown) => ({ thrown: error instanceof Error ? String(error.stack) : String(error) }),
  );
  const { user, system } = process.threadCpuUsage(before);
  process.send!({ given, cpuMillis: (user + system) / 1000 } satisfies Measured);
}

/** Files → articles → entries → every document, as the first build of a publication does it. */
async function publish(files: Record<string, Uint8Array>): Promise<Published> {
  const newsroom = await Newsroom.open();
  for (const [path, bytes] of Object.entries(files)) await newsroom.content.put(path, bytes);
  const ran = await newsroom.reconcile();
  if (ran.outcome === "unusable-settings") return { problems: [ran.problem], documents: [] };
  const documents = [];
  for await (const { key } of newsroom.site.list("")) {
    documents.push({ key, bytes: (await newsroom.site.get(key))!.bytes });
  }
  return { problems: [...ran.report.leftOut, ...ran.report.warnings], documents };
}

/** A form as it arrives at the hub of a publication with one feed. */
async function askHub({ contentType, body }: HubForm): Promise<AnsweredAtHub> {
  const site = new MemoryStore();
  await site.put("feed.xml", new Uint8Array());
  const queued: string[] = [];
  const ports = {
    site,
    state: new MemoryStore(),
    clock: () => new Date("2026-11-23T12:00:00Z"),
    verifications: {
      send: async (messages: readonly { body: string }[]) => void queued.push(...messages.map((one) => one.body)),
    },
  };
  const request = { method: "POST", contentType, source: "192.0.2.1", body: new Blob([body]).stream() };
  const answered = await answerAtHub(ports, { baseUrl: "https://courier.example", reach: "public" }, request);
  return { ...answered, queued };
}
