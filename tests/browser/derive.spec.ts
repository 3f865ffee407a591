// Derive, as a person uses it: type, read the lines, move along the graph, take it away.
import AxeBuilder from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import { address, expect, sites, test } from "./site";

const derive = (query: string) => `${address(sites["at the root"], "derive")}?${query}`;
const field = (page: Page) => page.getByRole("textbox", { name: "A function of your own" });
const lines = (page: Page) => page.getByRole("region", { name: "Derivation" }).locator(".lines > li");
const reading = (page: Page, name: string) => page.locator(`[data-reading="${name}"]`);
const handle = (page: Page) => page.getByRole("slider", { name: /^The point, at/ });

/** A line's formula as its letters stand in the MathML, without space. */
async function formula(page: Page, line: number): Promise<string> {
  // From the end where the number is negative.
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
  expect(rules).toEqual(["product rule", "chain rule", "power rule", "tidied"]);

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
  await expect(page.getByText("something is missing between the + and the *")).toBeVisible();
  await expect(page.locator(".fault mark")).toHaveText("+ *");
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

test("at a corner there is no tangent, and what frameworks return is said", async ({ page }) => {
  await page.goto(derive("f=relu(x)&x=0"));
  await expect(reading(page, "slope")).toHaveText("—");
  await expect(reading(page, "tangent")).toHaveText("none here");
  const said = "At x = 0 the slope is 0 from the left and 1 from the right: there is no derivative. PyTorch and JAX return 0.";
  await expect(page.getByText(said, { exact: true })).toBeVisible();
  await expect(handle(page)).toHaveAttribute("aria-valuetext", said);
  await expect(page.getByRole("img", { name: /^A curve with its tangent. It has a corner at x = 0\./ })).toBeVisible();
});

test("a corner catches the point that is dragged close, and no arrow key jumps over it", async ({ page }) => {
  await page.goto(derive("f=|x-0.7|&x=2"));
  await expect(handle(page)).toBeVisible();
  const plot = (await page.locator(".plot").boundingBox())!;
  const at = async (x: string) => expect(handle(page)).toHaveAttribute("aria-valuenow", x);
  // Where 0.7 is on the screen, from where the point is at 2 and at 0.
  const middle = async () => {
    const box = (await handle(page).boundingBox())!;
    return box.x + box.width / 2;
  };
  const x = page.getByRole("textbox", { name: "x", exact: true });
  const two = await middle();
  await x.fill("0");
  await at("0");
  const zero = await middle();
  const unit = (two - zero) / 2;
  await page.mouse.move(zero + 2 * unit, plot.y + plot.height / 2);
  await page.mouse.down();
  await page.mouse.move(zero + 0.7 * unit + 3, plot.y + plot.height / 2, { steps: 4 });
  await page.mouse.up();
  await at("0.7");
  await x.fill("0.6");
  await at("0.6");
  await handle(page).press("ArrowRight");
  await at("0.7");
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
      const places = [-3.5, -3, -2.5, -1.5, 2.5, 3, 3.5].map((at) => ({
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
    await expect.poll(() => hits(0.3)).toBe(7);
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

test("another method and more detail are chosen, kept in the link and undone by going back", async ({ page }) => {
  await page.goto(derive("f=x^x"));
  const rules = () => lines(page).locator("summary").allTextContents();
  const usual = await rules();
  await page.getByRole("radio", { name: "Logarithmic differentiation" }).check();
  await expect(page).toHaveURL(/method=logarithmic/);
  await expect.poll(rules).toContain("logarithmic differentiation");
  const answer = await formula(page, -1);
  await page.getByRole("radio", { name: "Every step" }).check();
  await expect(page).toHaveURL(/detail=full/);
  expect((await rules()).length).toBeGreaterThan(usual.length);
  expect(await formula(page, -1)).toBe(answer);
  await page.reload();
  await expect(page.getByRole("radio", { name: "Every step" })).toBeChecked();
  await page.goBack();
  await expect(page.getByRole("radio", { name: "As usual" })).toBeChecked();
  await page.goBack();
  await expect(page.getByRole("radio", { name: "The usual rules" })).toBeChecked();
  await expect.poll(rules).toEqual(usual);
});

test("a choice of methods is there only where there is one, as a list where there are many", async ({ page }) => {
  await page.goto(derive("f=x^2"));
  await expect(lines(page)).toHaveCount(2);
  await expect(page.getByRole("group", { name: "Method" })).toHaveCount(0);
  await field(page).fill("tanh(x)^2/(1+x^x)");
  await page.getByRole("combobox", { name: "Method" }).selectOption("As a power of e");
  await expect(page).toHaveURL(/method=exponential/);
});

test("each line is checked by numbers and has its tick", async ({ page }) => {
  await page.goto(derive("f=x^2 sin(3x)"));
  const ticks = page.getByRole("img", { name: /^Checked by numbers at \d+ points\./ });
  await expect(ticks).toHaveCount(4);
  await page.getByRole("button", { name: "Hide the lines" }).click();
  await expect(ticks).toHaveCount(0);
  await page.getByRole("button", { name: "Next line" }).click();
  await expect(ticks).toHaveCount(1);
  await lines(page).nth(1).getByText("product rule").click();
  await expect(lines(page).nth(1).getByText(/^Checked by numbers at/)).toBeVisible();
});

test("a line that holds only somewhere says where", async ({ page }) => {
  await page.goto(derive("f=|x|"));
  await expect(lines(page).last().getByRole("listitem").filter({ hasText: "for x≠0" })).toBeVisible();
});

test("what is read in two ways is remarked on, in the description of the field", async ({ page }) => {
  await page.goto(derive("f=x"));
  await field(page).fill("1/2x");
  await expect(page.getByText("Read as (1/2)·x. Write 1/(2x) to divide by all of it.")).toBeVisible();
  await expect(field(page)).toHaveAccessibleDescription(/Read as \(1\/2\)·x\./);
  await field(page).fill("x^2");
  await expect(page.getByText("Read as")).toHaveCount(0);
});

test("a name and a variable are taken from the text", async ({ page }) => {
  await page.goto(derive("f=x"));
  await field(page).fill("g(t) = a t^2");
  await expect(page.locator(".question .hint math").first()).toContainText("g");
  await expect(page.getByRole("radio", { name: "t", exact: true })).toBeChecked();
  expect(await formula(page, -1)).toBe("=2at");
});

test.describe("taken away", () => {
  const open = async (page: Page, format: string) => {
    await page.getByText("Copy as LaTeX, code or a link").click();
    await page.getByRole("radio", { name: format }).check();
    return page.getByRole("group", { name: format, exact: true });
  };

  test("it is copied as a program, by keyboard, and that is said", async ({ page, context }) => {
    await context.grantPermissions(["clipboard-read", "clipboard-write"]);
    await page.goto(derive("f=x^2"));
    const program = await open(page, "NumPy");
    await expect(program).toContainText("import numpy as np");
    await page.getByRole("button", { name: "Copy", exact: true }).focus();
    await page.keyboard.press("Enter");
    await expect(page.getByRole("status").filter({ hasText: "Copied." })).toBeVisible();
    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(await program.textContent());
    // What was said is no longer true of another text.
    await page.getByRole("radio", { name: "Rust" }).check();
    await expect(page.getByText("Copied.")).toHaveCount(0);
  });

  test("as a link it comes back to the same desk", async ({ page }) => {
    await page.goto(derive("f=x^x&x=2&method=logarithmic&detail=short"));
    const link = await open(page, "Link");
    const address = (await link.textContent())!.trim();
    const before = await lines(page).allTextContents();
    await page.goto(address);
    await expect(page.getByRole("radio", { name: "Short" })).toBeChecked();
    await expect.poll(() => lines(page).allTextContents()).toEqual(before);
  });

  for (const [how, break_it] of [
    ["refuses", () => (navigator.clipboard.writeText = () => Promise.reject(new Error("no")))],
    ["has no clipboard", () => Object.defineProperty(navigator, "clipboard", { value: undefined })],
  ] as const) {
    test(`where the browser ${how}, the text is selected and that is said`, async ({ page }) => {
      await page.addInitScript(break_it);
      await page.goto(derive("f=x^2"));
      const latex = await open(page, "LaTeX");
      await page.getByRole("button", { name: "Copy", exact: true }).click();
      await expect(page.getByText("The browser does not let this page copy.")).toBeVisible();
      await expect(latex).toBeFocused();
      const selected = await page.evaluate(() => getSelection()!.toString().trim());
      expect(selected).toBe((await latex.textContent())!.trim());
    });
  }
});

for (const width of [360, 1280]) {
  for (const colorScheme of ["light", "dark"] as const) {
    test(`with all of it open there is no barrier that axe knows, ${width} px wide, ${colorScheme}`, async ({ page }) => {
      await page.emulateMedia({ colorScheme });
      await page.setViewportSize({ width, height: 800 });
      await page.goto(derive("f=log(|x-1|/2x) x^x&x=1&detail=full"));
      await expect(lines(page).nth(3)).toBeVisible();
      await page.getByText("Copy as LaTeX, code or a link").click();
      await lines(page).nth(1).locator("summary").click();
      await expect(page.getByRole("img", { name: /^Checked by numbers/ }).first()).toBeVisible();
      const { violations } = await new AxeBuilder({ page })
        .withTags(["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"])
        .analyze();
      expect(violations).toEqual([]);
      const beyond = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
      expect(beyond, "how far the page scrolls sideways").toBe(0);
    });
  }
}

test("a formula that goes on beyond the page shows that, until its end is reached", async ({ page }) => {
  await page.setViewportSize({ width: 360, height: 800 });
  await page.goto(derive("f=(x^2%2B1)(x-2)/sqrt(x)"));
  const cut = page.locator(".lines .math-wide[data-more]").first();
  await expect(cut).toHaveAttribute("data-more", "after");
  await cut.evaluate((line) => line.scrollTo({ left: line.scrollWidth }));
  await expect(cut).toHaveAttribute("data-more", "before");
});

test("the ways to a slope stand side by side and follow the point", async ({ page }) => {
  await page.goto(`${address(sites["at the root"], "derive")}?f=abs(x)*x%5E2&x=2`);
  await page.getByText("Ways to this slope").click();
  const row = (name: string) => page.getByRole("row").filter({ has: page.getByRole("rowheader", { name, exact: true }) });
  for (const name of ["rules", "forward mode", "reverse mode", "complex step"]) {
    await expect(row(name).getByRole("cell").first()).toHaveText("12");
  }
  await expect(row("differences, extrapolated")).toContainText("±");
  await page.getByRole("slider", { name: /The point/ }).press("ArrowLeft");
  await expect(row("forward mode").getByRole("cell").first()).not.toHaveText("12");
  await page.goto(`${address(sites["at the root"], "derive")}?f=abs(x)&x=0`);
  await page.getByText("Ways to this slope").click();
  await expect(row("reverse mode")).toContainText("no derivative");
});

test("the limits are stated, with the speed in this very browser", async ({ page }) => {
  await page.goto(`${address(sites["at the root"], "derive")}?f=sin(x)*exp(-x^2)`);
  await page.getByText("What can be typed here").click();
  await expect(page.getByText(/A text may have [\d,]+ characters/)).toBeVisible();
  await page.getByRole("button", { name: "How fast is it here?" }).click();
  await expect(page.getByText(/This function: [\d.]+ (million|thousand) points a second/)).toBeVisible();
});
