// Derive, as a person uses it: type, read the lines, move along the graph.
import type { Page } from "@playwright/test";
import { address, expect, sites, test } from "./site";

const derive = (query: string) => `${address(sites["at the root"], "derive")}?${query}`;
const field = (page: Page) => page.getByRole("textbox", { name: "A function of your own" });
const lines = (page: Page) => page.getByRole("region", { name: "Derivation" }).locator(".lines > li");
const reading = (page: Page, name: string) => page.locator(`[data-reading="${name}"]`);
const handle = (page: Page) => page.getByRole("slider", { name: /^The point, at/ });

/** A line's formula as its letters stand in the MathML, without space. */
async function formula(page: Page, line: number): Promise<string> {
  const letters = await lines(page).nth(line).locator("math").first().textContent();
  return (letters ?? "").replace(/[\s\u2061-\u2064]/g, "");
}

test("a typed function is differentiated line by line, each rule named", async ({ page }) => {
  await page.goto(derive("f=x"));
  await field(page).fill("x^2 sin(3x)");
  await expect(lines(page)).toHaveCount(5);
  // Product rule, chain rule, the table, tidied.
  expect(await formula(page, 1)).toBe("=ddx[x2]sin(3x)+x2⋅ddx[sin(3x)]");
  expect(await formula(page, 2)).toBe("=ddx[x2]sin(3x)+x2cos(3x)⋅ddx[3x]");
  expect(await formula(page, 3)).toBe("=2xsin(3x)+x2cos(3x)⋅3");
  expect(await formula(page, 4)).toBe("=2xsin(3x)+3x2cos(3x)");
  const rules = await lines(page).locator("summary").allTextContents();
  expect(rules).toEqual(["product rule", "chain rule", "power rule, constant multiple rule, derivative of x", "tidied"]);

  await lines(page).nth(1).getByText("product rule").click();
  await expect(lines(page).nth(1)).toContainText("A small step changes f while g waits");
});

test("lines are revealed one at a time, or all", async ({ page }) => {
  await page.goto(derive("f=e^(-x^2)"));
  await expect(lines(page)).toHaveCount(4);
  await page.getByRole("button", { name: "Hide the lines" }).click();
  await expect(lines(page)).toHaveCount(1);
  await page.getByRole("button", { name: "Next line" }).click();
  await expect(lines(page)).toHaveCount(2);
  await expect(page).toHaveURL(/lines=1/);
  await page.getByRole("button", { name: "All lines" }).click();
  await expect(lines(page)).toHaveCount(4);
  await expect(page.getByRole("button", { name: "Next line" })).toBeDisabled();
});

test("what can't be read is said, at its place, and the last function stays", async ({ page }) => {
  await page.goto(derive("f=x^2"));
  await field(page).fill("x^2 + * 3");
  await expect(field(page)).toHaveAttribute("aria-invalid", "true");
  await expect(page.getByText("something is missing before the *")).toBeVisible();
  await expect(page.locator(".fault mark")).toHaveText("*");
  await expect(lines(page).last()).toContainText("2");
  await field(page).fill("x^2 + 3");
  await expect(field(page)).not.toHaveAttribute("aria-invalid", "true");
});

test("anything can be typed", async ({ page }) => {
  await page.goto(derive("f=x"));
  const nested = "(".repeat(200) + "x^2" + ")".repeat(200);
  for (const text of ["", "((((", nested, "(".repeat(5000), "x".repeat(30000), "1e999", "\u202e\u0000", "sin sin sin", "x^x^x^x", "7"]) {
    await field(page).fill(text);
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  }
  await field(page).fill("x^3");
  await expect(lines(page)).toHaveCount(2);
});

test("long input scrolls in its place", async ({ page }) => {
  await page.goto(derive("f=x"));
  for (const width of [360, 1280]) {
    await page.setViewportSize({ width, height: 800 });
    for (const text of ["x+".repeat(60) + "x", "1e399 x", "a".repeat(104), "(".repeat(300)]) {
      await field(page).fill(text);
      const beyond = () => page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
      await expect.poll(beyond, text.slice(0, 20)).toBe(0);
    }
  }
});

test("the focus stays on a button that has nothing more to do", async ({ page }) => {
  await page.goto(derive("f=x^2"));
  const hide = page.getByRole("button", { name: "Hide the lines" });
  await hide.focus();
  await page.keyboard.press("Enter");
  await expect(lines(page)).toHaveCount(1);
  await expect(hide).toBeFocused();
});

test("the three ways to the slope agree, and follow the arrow keys", async ({ page }) => {
  await page.goto(derive("f=x^2&x=1.5"));
  for (const way of ["slope", "automatic", "difference"]) {
    await expect(reading(page, way)).toHaveText("3");
  }
  await expect(reading(page, "value")).toHaveText("2.25");
  await handle(page).press("ArrowRight");
  const x = Number(await handle(page).getAttribute("aria-valuenow"));
  expect(x).toBeGreaterThan(1.5);
  expect(Number(await reading(page, "slope").textContent())).toBeCloseTo(2 * x, 4);
  await expect(page).toHaveURL(new RegExp(`x=${String(x).slice(0, 5)}`));
});

test("at a corner there is no tangent", async ({ page }) => {
  await page.goto(derive("f=relu(x)&x=0"));
  await expect(reading(page, "slope")).toHaveText("—");
  await expect(reading(page, "tangent")).toHaveText("none here");
});

test.describe("on the canvas", () => {
  // The test itself reads the canvas back, several times.
  test.use({ expectedComplaints: /willReadFrequently/ });

  test("the tangent is plotted with the slope that is read", async ({ page }) => {
    await page.goto(derive("f=x^3/10&x=1"));
    const centre = async () => {
      const box = await handle(page).boundingBox();
      const plot = await page.locator(".plot canvas").boundingBox();
      return { x: box!.x + box!.width / 2 - plot!.x, y: box!.y + box!.height / 2 - plot!.y };
    };
    // Two points of the graph, whose places on the screen give the scale.
    await expect(reading(page, "slope")).toHaveText("0.3");
    const one = await centre();
    const x = page.getByRole("textbox", { name: "x", exact: true });
    await x.fill("3");
    await expect(reading(page, "value")).toHaveText("2.7");
    const three = await centre();
    await x.fill("1");
    await expect(reading(page, "slope")).toHaveText("0.3");
    const unit = { x: (three.x - one.x) / 2, y: (three.y - one.y) / 2.6 };

    /** How many of some places along a line of that slope through (1, 0.1) have the tangent's colour. */
    const hits = async (slope: number) => {
      const places = [-3.5, -3, -2.5, -2, -1.5, 2.5, 3, 3.5].map((at) => ({
        x: one.x + unit.x * (at - 1),
        y: one.y + unit.y * slope * (at - 1),
      }));
      return page.evaluate((places) => {
        const colour = getComputedStyle(document.querySelector(".legend [data-role=tangent]")!).color;
        const [r, g, b] = colour.match(/\d+/g)!.map(Number);
        const canvas = document.querySelector<HTMLCanvasElement>(".plot canvas")!;
        const ratio = canvas.width / canvas.getBoundingClientRect().width;
        const context = canvas.getContext("2d")!;
        const near = (x: number, y: number) => {
          const [pr, pg, pb] = context.getImageData(Math.round(x * ratio), Math.round(y * ratio), 1, 1).data;
          return Math.abs(pr - r) + Math.abs(pg - g) + Math.abs(pb - b) < 120;
        };
        return places.filter(({ x, y }) => [-2, -1, 0, 1, 2].some((dy) => near(x, y + dy))).length;
      }, places);
    };
    await expect.poll(() => hits(0.3)).toBe(8);
    expect(await hits(0.5)).toBeLessThan(4);
    expect(await hits(0.15)).toBeLessThan(4);
  });
});

test("dragging moves the point, and the address follows", async ({ page }) => {
  await page.goto(derive("f=sin(x)&x=1"));
  const plot = (await page.locator(".plot").boundingBox())!;
  await page.mouse.move(plot.x + plot.width * 0.3, plot.y + plot.height / 2);
  await page.mouse.down();
  await page.mouse.move(plot.x + plot.width * 0.25, plot.y + plot.height / 2, { steps: 5 });
  await page.mouse.up();
  const x = Number(await handle(page).getAttribute("aria-valuenow"));
  expect(x).toBeLessThan(0);
  expect(Number((await reading(page, "slope").textContent())!.replace("−", "-"))).toBeCloseTo(Math.cos(x), 3);
  // The address follows a little later: the last place of the drag, and not one on the way.
  await expect(page).toHaveURL(new RegExp(`x=${String(x).slice(0, 5)}`));
  await page.reload();
  await expect(handle(page)).toHaveAttribute("aria-valuenow", new RegExp(`^${String(x).slice(0, 5)}`));
});

test("back and forward go through the functions that were chosen", async ({ page }) => {
  await page.goto(derive("f=x^2"));
  await page.getByRole("button", { name: "sin", exact: false }).first().click();
  await expect(field(page)).toHaveValue("x^2 sin(3x)");
  await page.goBack();
  await expect(field(page)).toHaveValue("x^2");
  await page.goForward();
  await expect(field(page)).toHaveValue("x^2 sin(3x)");
});

test("with several variables one is chosen, the others are held", async ({ page }) => {
  await page.goto(derive("f=w*x+b"));
  await page.getByRole("radio", { name: "w" }).check();
  await page.getByRole("textbox", { name: "x", exact: true }).fill("5");
  await expect(reading(page, "slope")).toHaveText("5");
});
