import { availableParallelism } from "node:os";
import { Tinypool } from "tinypool";
import type { ReadArticle } from "../core/article/article.ts";
import type { ArticleFile } from "../core/article/read-article.ts";
import { workHere, type PureWork } from "../core/pure-work.ts";
import type { Publication } from "../core/publication.ts";
import { resultsOf } from "../core/record.ts";

/** A thread takes as long to start as these take to be read. */
const FEW = 100;
const ARTICLES_AT_ONCE = 20;
const IDLE_MILLIS = 2000;

/** Pure work on the other cores of the machine. Threads start when there is much to read, and end when nothing is. */
export class Threads implements PureWork {
  readonly #pool = new Tinypool({
    filename: new URL("thread.ts", import.meta.url).href,
    minThreads: 0,
    maxThreads: Math.max(1, availableParallelism() - 1),
    concurrentTasksPerWorker: 2,
    idleTimeout: IDLE_MILLIS,
  });

  async readArticles(files: ArticleFile[], publication: Publication): Promise<ReadArticle[]> {
    if (files.length < FEW && this.running === 0) return workHere.readArticles(files, publication);
    const work: Promise<ReadArticle[]>[] = [];
    for (let at = 0; at < files.length; at += ARTICLES_AT_ONCE)
      work.push(this.#pool.run([files.slice(at, at + ARTICLES_AT_ONCE), publication], { name: "readArticles" }));
    return (await resultsOf(work)).flat();
  }

  async documentsOf(...given: Parameters<PureWork["documentsOf"]>): ReturnType<PureWork["documentsOf"]> {
    if (this.running === 0) return workHere.documentsOf(...given);
    return this.#pool.run(given, { name: "documentsOf" });
  }

  get running(): number {
    return this.#pool.threads.length;
  }

  close(): Promise<void> {
    return this.#pool.destroy();
  }
}
