import { vi } from "vitest";

const VARIABLES = [
  "CONTENT_BUCKET",
  "STATE_BUCKET",
  "STATE_PREFIX",
  "SITE_BUCKET",
  "PROGRAM_VERSION",
  "BASE_URL",
  "ANNOUNCEMENTS_QUEUE",
  "VERIFICATIONS_QUEUE",
  "DELIVERIES_QUEUE",
];

// A function reads them when it is loaded: whoever tests one imports this file before it.
for (const name of VARIABLES) vi.stubEnv(name, name.toLowerCase());

/** What is written to the log from now on. */
export function listenToLog(): unknown[] {
  const logged: unknown[] = [];
  for (const method of ["debug", "info", "log", "warn", "error"] as const)
    vi.spyOn(console, method).mockImplementation((...said: unknown[]) => void logged.push(...said));
  return logged;
}
