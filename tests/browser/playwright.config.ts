// How Playwright runs: against the servers that `cargo xtask` started, in a browser that it never downloads.
import { defineConfig } from "@playwright/test";
import { launchOptions } from "./browser";

export default defineConfig({
  testDir: ".",
  outputDir: "../../target/browser-tests",
  fullyParallel: true,
  workers: "100%",
  // A test that passes at the second try has a fault.
  retries: 0,
  forbidOnly: Boolean(process.env.CI),
  reporter: "list",
  timeout: 30_000,
  expect: { timeout: 10_000 },
  use: {
    browserName: "chromium",
    launchOptions,
    trace: "retain-on-failure",
    screenshot: "only-on-failure",
  },
});
