// Where the site under test is, and the test function that every spec uses: it fails a test in which the page
// complains or reaches for another host.
import { test as base, expect } from "@playwright/test";

function given(variable: string): string {
  const value = process.env[variable];
  if (value === undefined) {
    throw new Error(`${variable} is not set: run the tests by \`cargo xtask test end-to-end\``);
  }
  return value;
}

/** The site's addresses, each with a slash at its end: at a host's root, and alone below a path of another host. */
export const sites = {
  "at the root": given("GRADUS_AT_ROOT"),
  "below a path": given("GRADUS_BELOW_PATH"),
};

/** The pages' paths below the site's root; the first is empty. */
export const pages = given("GRADUS_PAGES").split(",");

/** The address of a page as the host answers it, with the slash at its end. */
export function address(site: string, path: string): string {
  return path === "" ? site : `${site}${path}/`;
}

interface Options {
  /** Complaints that a test provokes and expects. */
  expectedComplaints: RegExp | null;
}

export const test = base.extend<Options & { complaints: void }>({
  expectedComplaints: [null, { option: true }],
  complaints: [
    async ({ page, expectedComplaints }, use) => {
      const complaints: string[] = [];
      page.on("pageerror", (error) => complaints.push(`uncaught: ${error.message}`));
      page.on("console", (message) => {
        if (message.type() === "error" || message.type() === "warning") {
          complaints.push(`console ${message.type()}: ${message.text()} (${message.location().url})`);
        }
      });
      page.on("request", (request) => {
        const { protocol, hostname } = new URL(request.url());
        if (hostname !== "127.0.0.1" && protocol !== "data:" && protocol !== "blob:") {
          complaints.push(`request to another host: ${request.url()}`);
        }
      });
      await use();
      const unexpected = complaints.filter((complaint) => !expectedComplaints?.test(complaint));
      expect(unexpected, "what the page complained of").toEqual([]);
    },
    { auto: true },
  ],
});

export { expect };
