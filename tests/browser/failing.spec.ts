// Where the page can't run, it says so in plain words.
import type { Page } from "@playwright/test";
import { expect, sites, test } from "./site";

test.use({ expectedComplaints: /./ });

const message = (page: Page) => page.getByRole("alert");

for (const [part, pattern] of [
  ["the WebAssembly", "**/*.wasm"],
  ["the script", "**/*.js"],
]) {
  test(`${part} can't be loaded`, async ({ page }) => {
    await page.route(pattern, (route) => route.abort());
    await page.goto(sites["at the root"]);
    await expect(message(page)).toContainText("could not be loaded");
  });

  test(`${part} is missing on the host`, async ({ page }) => {
    await page.route(pattern, (route) => route.fulfill({ status: 404, body: "" }));
    await page.goto(sites["at the root"]);
    await expect(message(page)).toContainText("could not be loaded");
  });
}

test("the browser has no WebAssembly", async ({ page }) => {
  await page.addInitScript(() => Reflect.deleteProperty(globalThis, "WebAssembly"));
  await page.goto(sites["at the root"]);
  await expect(message(page)).toContainText("lacks WebAssembly");
});
