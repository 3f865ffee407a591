// With JavaScript switched off the page says that it needs it. Playwright's own option for this leaves Chromium's parser
// as it is, so that no <noscript> is shown: the browser has to be started without scripts.
import { launchOptions } from "./browser";
import { expect, sites, test } from "./site";

test.use({
  // Nothing runs that would use what the page loads ahead.
  expectedComplaints: /was preloaded using link preload but not used/,
  launchOptions: { ...launchOptions, args: [...launchOptions.args, "--blink-settings=scriptEnabled=false"] },
});

test("the page says that it needs JavaScript", async ({ page }) => {
  await page.goto(sites["at the root"]);
  // By its element, as Playwright looks for no text in a <noscript>.
  const notice = page.locator("noscript p");
  await expect(notice).toBeVisible();
  await expect(notice).toContainText("It needs JavaScript");
  await expect(page.locator("#boot")).toBeHidden();
});
