// The site opens at each of its pages, wherever a host puts it.
import AxeBuilder from "@axe-core/playwright";
import { address, expect, pages, sites, test } from "./site";

for (const [place, site] of Object.entries(sites)) {
  test.describe(place, () => {
    for (const path of pages) {
      test(`a link to "/${path}" opens the page`, async ({ page }) => {
        const response = await page.goto(address(site, path));
        expect(response?.status()).toBe(200);
        await expect(page.getByRole("heading", { level: 1 })).toBeVisible();

        const root = await page.locator('meta[name="gradus-root"]').getAttribute("content");
        expect(new URL(root ?? "", address(site, path)).href).toBe(site);
      });
    }

    test("a link without the slash at its end keeps its query", async ({ page }) => {
      await page.goto(`${site}${pages[1]}?f=x%5E2&at=1`);
      await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
      expect(new URL(page.url()).href).toMatch(new RegExp(`^${address(site, pages[1])}`));
      expect(new URL(page.url()).searchParams.get("f")).toBe("x^2");
    });
  });
}

test("a path that is no page is not found", async ({ request }) => {
  const response = await request.get(`${sites["at the root"]}no-such-page`);
  expect(response.status()).toBe(404);
});

for (const width of [360, 1280]) {
  for (const path of pages) {
    test(`"/${path}" has no barrier that axe knows, ${width} px wide`, async ({ page }) => {
      await page.setViewportSize({ width, height: 800 });
      await page.goto(address(sites["at the root"], path));
      await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
      const { violations } = await new AxeBuilder({ page })
        .withTags(["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"])
        .analyze();
      expect(violations).toEqual([]);
      const beyond = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
      expect(beyond, "how far the page scrolls sideways").toBe(0);
    });
  }
}
