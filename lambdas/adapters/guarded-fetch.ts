import { lookup as systemLookup, type LookupAddress, type LookupOptions } from "node:dns";
import type { LookupFunction } from "node:net";
import { Agent, buildConnector } from "undici";
import { isOutOfReach, mayBeReached, type Reach } from "../core/hub/callback-address.ts";
import type { Fetch, HttpAnswer, HttpRequest } from "../core/ports.ts";
import { reachOfEnvironment } from "./environment.ts";
import { exchange } from "./exchange.ts";
import { Places } from "./places.ts";

/** Requests to one host at once: a slow one takes no more of us. */
const REQUESTS_PER_HOST = 64;
/** Requests to all hosts at once: each is a file descriptor. */
const REQUESTS = 512;
/** How long a request may wait for those before it. */
const PATIENCE_MILLIS = 5000;
const DEADLINE_MILLIS = 10_000;
/** How long an idle connection is kept, even if its host offers more: each costs a file descriptor. */
const IDLE_MILLIS = 2000;
const USER_AGENT = "Dateline";

type Lookup = (
  hostname: string,
  options: LookupOptions & { all: true },
  answer: (error: NodeJS.ErrnoException | null, addresses: LookupAddress[]) => void,
) => void;

export interface GuardOptions {
  reach?: Reach;
  /** For the whole exchange, from the question to DNS to the last byte of the answer. */
  deadlineMillis?: number;
  lookup?: Lookup;
}

class OutOfReach extends Error {}

/**
 * HTTP to addresses that strangers have chosen. Every connection is checked when it is made: by the literal address, or by
 * each one that DNS gives for the name, so that no answer can change between the check and its use. Redirects are not
 * followed, one deadline covers everything, and an answer is read to a bound.
 */
export class GuardedFetch {
  readonly #agent: Agent;
  readonly #deadlineMillis: number;
  readonly #places = new Places(REQUESTS, PATIENCE_MILLIS);
  readonly #placesAtHosts = new Places(REQUESTS_PER_HOST, PATIENCE_MILLIS);

  constructor({
    reach = reachOfEnvironment(),
    deadlineMillis = DEADLINE_MILLIS,
    lookup = systemLookup,
  }: GuardOptions = {}) {
    this.#deadlineMillis = deadlineMillis;
    this.#agent = new Agent({
      connect: guardedConnector(reach, lookup, deadlineMillis),
      connections: REQUESTS_PER_HOST,
      headersTimeout: deadlineMillis,
      bodyTimeout: deadlineMillis,
      keepAliveTimeout: IDLE_MILLIS,
      keepAliveMaxTimeout: IDLE_MILLIS,
    });
  }

  readonly fetch: Fetch = (request) =>
    this.#placesAtHosts.within(request.origin, () => this.#places.within("", () => this.#exchange(request)));

  async #exchange({ method, origin, target, headers, body }: HttpRequest): Promise<HttpAnswer> {
    const options = { origin, path: target, method, headers: { "user-agent": USER_AGENT, ...headers }, body };
    try {
      return await exchange(this.#agent, options, this.#deadlineMillis);
    } catch (error) {
      return error instanceof OutOfReach
        ? { outcome: "out-of-reach" }
        : { outcome: "unanswered", cause: causeOf(error) };
    }
  }

  close(): Promise<void> {
    return this.#agent.destroy();
  }
}

function guardedConnector(reach: Reach, lookup: Lookup, timeout: number): buildConnector.connector {
  const guardedLookup: LookupFunction = (hostname, options, answer) => {
    lookup(hostname, { ...options, all: true }, (error, addresses) => {
      if (!error && !addresses.every(({ address }) => mayBeReached(address, reach))) answer(new OutOfReach(), []);
      else answer(error, addresses);
    });
  };
  // `guardedLookup` answers with a list, which Node takes only with `autoSelectFamily`; a flag of the process may switch that off.
  const connect = buildConnector({ lookup: guardedLookup, timeout, allowH2: false, autoSelectFamily: true });
  return (options, connected) => {
    // Nobody looks up a literal address, so it is checked here.
    if (isOutOfReach(options.hostname, reach)) connected(new OutOfReach(), null);
    else connect(options, connected);
  };
}

/** Messages of errors quote addresses; their codes do not. */
function causeOf(error: unknown): string {
  const { code, name } = error as NodeJS.ErrnoException;
  return code ?? name;
}
