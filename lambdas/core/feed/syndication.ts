import { textElement } from "./element.ts";
import { PERIODS, type Rhythm } from "./rhythm.ts";

/** The syndication module of RSS 1.0. */
const MODULE = "http://web.resource.org/rss/1.0/modules/syndication/";

/** A feed's rhythm in RSS and Atom. */
export function syndicationElements(rhythm: Rhythm | undefined): string[] {
  return [...textElement("sy:updatePeriod", rhythm?.period), ...textElement("sy:updateFrequency", rhythm?.frequency)];
}

/** The same in JSON Feed, which has no word of its own for it but allows extensions. */
export function syndicationMember(rhythm: Rhythm | undefined): object | undefined {
  return rhythm && { about: MODULE, updatePeriod: rhythm.period, updateFrequency: rhythm.frequency };
}

const SAID =
  /(?:<sy:updatePeriod>|"updatePeriod": ")(\w+)[\s\S]{1,40}?(?:<sy:updateFrequency>|"updateFrequency": )(\d+)/;

/**
 * The gap between two publications, in seconds, that one of our feed documents says; undefined when it says none.
 *
 * @param head of the document: everything before its entries, at least
 */
export function gapSecondsIn(head: string): number | undefined {
  const [, said, frequency] = SAID.exec(head) ?? [];
  const period = PERIODS.find((one) => one.period === said);
  return period && period.millis / 1000 / Number(frequency);
}
