const shape =
  /^(?<year>\d{4})-(?<month>\d\d)-(?<day>\d\d)(?:[Tt ](?<hour>\d\d):(?<minute>\d\d):(?<second>\d\d)(?:\.\d+)?(?<zone>[Zz]|[+-]\d\d:\d\d))?$/;

export type ReadMoment = { outcome: "moment"; moment: string } | { outcome: "problem"; why: string; remedy: string };

const remedy = "write a date (2026-11-23) or an RFC 3339 moment (2026-11-23T12:00:00Z, 2026-11-23T13:00:00+01:00)";

/**
 * RFC 3339 §5.6 `date-time`, or a `full-date`, which is its midnight in UTC, to UTC with whole seconds. Unlike `new
 * Date`, it knows that there is no 31 February, and never guesses a time zone.
 */
export function readMoment(text: string): ReadMoment {
  const parts = shape.exec(text.trim())?.groups;
  if (!parts) {
    const zoneless = /^\d{4}-\d\d-\d\d[Tt ]\d\d:\d\d(:\d\d)?(\.\d+)?$/.test(text.trim());
    const why = zoneless ? "has a time without seconds or without a zone" : "is not a date that can be read";
    return { outcome: "problem", why, remedy };
  }
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = [
    parts["year"], parts["month"], parts["day"], parts["hour"], parts["minute"], parts["second"],
  ].map((part) => Number(part ?? 0)); // prettier-ignore
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day);
  if (date.getUTCMonth() !== month - 1 || date.getUTCDate() !== day) {
    return { outcome: "problem", why: "is no day of the calendar", remedy };
  }
  // RFC 3339 §5.7: a second 60 is a leap second; clocks without one call it the next minute's first.
  if (hour > 23 || minute > 59 || second > 60) return { outcome: "problem", why: "is no time of day", remedy };
  const zone = parts["zone"] ?? "Z";
  const [zoneHour = 0, zoneMinute = 0] = zone.length > 1 ? zone.slice(1).split(":").map(Number) : [];
  if (zoneHour > 23 || zoneMinute > 59) return { outcome: "problem", why: "has an impossible time zone", remedy };
  date.setUTCHours(hour, minute, second);
  const offsetMillis = (zoneHour * 60 + zoneMinute) * 60_000 * (zone.startsWith("-") ? -1 : 1);
  const moment = new Date(date.getTime() - offsetMillis).toISOString();
  if (!/^(?!0000)\d{4}-/.test(moment)) return { outcome: "problem", why: "is outside the years 1 to 9999", remedy };
  return { outcome: "moment", moment: `${moment.slice(0, 19)}Z` };
}
