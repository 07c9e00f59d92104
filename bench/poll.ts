import { spawn, spawnSync, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { gzipSync } from "node:zlib";
import { writeGazette } from "./gazette.ts";
import { median, table, whole } from "./table.ts";

const ROUNDS = 5;
const SECONDS = 3;
const CONNECTIONS = 32;
const PORTS = { dateline: 18_080, nginx: 18_081 };
const KINDS = ["200, gzip", "304"] as const;

type Home = keyof typeof PORTS;
type Kind = (typeof KINDS)[number];

const feedOf = (home: Home) => `http://127.0.0.1:${PORTS[home]}/feed.xml`;

/** The first line that a program says when it is asked for its version; `undefined` when it is not there. */
function versionOf(program: string, option: string): string | undefined {
  const { error, stdout, stderr } = spawnSync(program, [option], { encoding: "utf8" });
  return error ? undefined : (stdout || stderr).split("\n")[0];
}

async function answering(home: Home): Promise<Response> {
  for (let attempt = 0; attempt < 100; attempt++) {
    const response = await fetch(feedOf(home), { headers: { "Accept-Encoding": "gzip" } }).catch(() => undefined);
    if (response?.ok) return response;
    await sleep(100);
  }
  throw new Error(`${home} does not answer`);
}

function startDateline(folder: string): ChildProcess {
  const options = { content: join(folder, "content"), data: join(folder, "data"), port: String(PORTS.dateline) };
  const words = Object.entries(options).flatMap(([name, value]) => [`--${name}`, value]);
  const program = resolve(import.meta.dirname, "../lambdas/local.ts");
  return spawn(process.execPath, [program, "start", ...words], { stdio: ["ignore", "ignore", "inherit"] });
}

/** One worker, as the other has one thread; files ready compressed and kept open, the way nginx is quickest. */
async function startNginx(folder: string, feed: Buffer): Promise<ChildProcess> {
  const site = join(folder, "nginx");
  await mkdir(site);
  await writeFile(join(site, "feed.xml"), feed);
  await writeFile(join(site, "feed.xml.gz"), gzipSync(feed, { level: 9 }));
  const settings = `
    worker_processes 1; daemon off; pid ${site}/pid; error_log stderr; ${process.getuid?.() === 0 ? "user root;" : ""}
    events { worker_connections 1024; }
    http {
      access_log off; sendfile on; tcp_nopush on; keepalive_requests 1000000000;
      open_file_cache max=100; types { application/xml xml; }
      server { listen 127.0.0.1:${PORTS.nginx}; root ${site}; gzip_static on; add_header Cache-Control "public, max-age=900"; }
    }`;
  await writeFile(join(folder, "nginx.conf"), settings);
  return spawn("nginx", ["-e", "stderr", "-c", join(folder, "nginx.conf")], { stdio: ["ignore", "ignore", "inherit"] });
}

/** Requests a second. */
function measure(home: Home, kind: Kind, etag: string): number {
  const condition = kind === "304" ? ["-H", `If-None-Match: ${etag}`] : [];
  const words = ["-t1", `-c${CONNECTIONS}`, `-d${SECONDS}`, "-H", "Accept-Encoding: gzip", ...condition, feedOf(home)];
  const { stdout } = spawnSync("wrk", words, { encoding: "utf8" });
  const [, perSecond] = /Requests\/sec:\s+([\d.]+)/.exec(stdout) ?? [];
  if (perSecond === undefined || /Non-2xx/.test(stdout) || /Socket errors/.test(stdout)) throw new Error(stdout);
  return Number(perSecond);
}

/** Polls of the same feed at the server of `npm start` and at nginx, in turn. As Markdown. */
export async function measurePolls(say: (line: string) => void): Promise<string> {
  if (versionOf("wrk", "-v") === undefined) return "Left out, as it is not installed: wrk.";
  const nginx = versionOf("nginx", "-v");

  const folder = await mkdtemp(join(tmpdir(), "dateline-bench-"));
  const servers: ChildProcess[] = [];
  try {
    await writeGazette(join(folder, "content"));
    servers.push(startDateline(folder));
    const homes: Home[] = ["dateline"];
    await answering("dateline");
    const plain = await fetch(feedOf("dateline"), { headers: { "Accept-Encoding": "identity" } });
    const feed = Buffer.from(await plain.arrayBuffer());
    if (nginx !== undefined) {
      servers.push(await startNginx(folder, feed));
      homes.push("nginx");
    }
    const measured = await inTurn(homes, say);
    const rows = KINDS.map((kind) => {
      const [ours, theirs] = (["dateline", "nginx"] as const).map((home) => measured.get(`${home} ${kind}`));
      return [kind, whole(median(ours!)), ...(theirs ? [whole(median(theirs)), (median(ours!) / median(theirs)).toFixed(2)] : ["", ""])]; // prettier-ignore
    });
    const peer = nginx ?? "left out, as it is not installed: nginx";
    const what = `A feed of ${whole(feed.byteLength / 1000)} KB; ${peer}; each one thread.`;
    return [what, "", table(["answer", "`npm start`, requests/s", "nginx, requests/s", "ratio"], rows)].join("\n");
  } finally {
    for (const server of servers) {
      server.kill();
      if (server.exitCode === null) await once(server, "exit");
    }
    await rm(folder, { recursive: true });
  }
}

async function inTurn(homes: Home[], say: (line: string) => void): Promise<Map<string, number[]>> {
  const etags = new Map<Home, string>();
  for (const home of homes) etags.set(home, (await answering(home)).headers.get("etag")!);
  const measured = new Map<string, number[]>();
  for (let round = 1; round <= ROUNDS; round++) {
    say(`polls, round ${round} of ${ROUNDS}`);
    for (const kind of KINDS) {
      for (const home of homes) {
        const values = measured.get(`${home} ${kind}`) ?? [];
        measured.set(`${home} ${kind}`, [...values, measure(home, kind, etags.get(home)!)]);
      }
    }
  }
  return measured;
}
