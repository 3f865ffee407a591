// Practice, as a person uses it: answers that are right in other words, wrong, unreadable; hints; progress.
import type { Page } from "@playwright/test";
import { address, expect, sites, test } from "./site";

const practice = (query: string) => `${address(sites["at the root"], "practice")}?${query}`;
const answer = (page: Page) => page.getByRole("textbox", { name: "Your answer" });
/** Hands in the answer, and waits until it is kept and judged. */
async function check(page: Page): Promise<void> {
  await page.getByRole("button", { name: "Check" }).click();
  await expect(page.locator(".problem")).not.toHaveAttribute("aria-busy");
}
const verdict = (page: Page) => page.locator(".verdict");
/** What the progress page counts of a skill. It leaves the problem. */
async function tally(page: Page, rule: string, column: string): Promise<string> {
  await page.goto(address(sites["at the root"], "practice/progress"));
  const row = page.getByRole("row", { name: new RegExp(`^${rule}`, "i") });
  return row.locator(`[data-tally="${column}"]`).innerText();
}

/** The problem's function, read off the page in the reader's own notation: f(x) = 3x⁴ and the like. */
async function polynomial(page: Page): Promise<{ power: number; coefficient: number }[]> {
  const terms = await page.locator(".given math").evaluate((math) => {
    const text = (node: Element): string =>
      node.localName === "msup"
        ? `${text(node.children[0])}^${text(node.children[1])}`
        : node.children.length > 0
          ? [...node.children].map(text).join("")
          : (node.textContent ?? "");
    return text(math).replace(/[\s\u2061-\u2064]/g, "").replace(/−/g, "-").replace(/^.*?=/, "");
  });
  const found = [...terms.matchAll(/([+-]?)(\d*)(x?)(?:\^(\d+))?/g)].filter(([whole]) => whole !== "");
  return found.map(([, sign, digits, x, power]) => ({
    coefficient: (sign === "-" ? -1 : 1) * (digits === "" ? 1 : Number(digits)),
    power: x === "" ? 0 : power === undefined ? 1 : Number(power),
  }));
}

/** A problem of the power rule at the first level, whose derivative this test can work out by itself. */
async function powerProblem(page: Page): Promise<{ power: number; coefficient: number }[]> {
  for (let seed = 1; seed < 60; seed++) {
    await page.goto(practice(`kind=sum-polynomial&seed=${seed}`));
    const terms = await polynomial(page);
    const shown = (await page.locator(".given math").textContent()) ?? "";
    const plain = !/[√/]/.test(shown) && (await page.locator(".given math :is(mfrac, msqrt)").count()) === 0;
    if (plain && terms.length > 0 && terms.some((term) => term.power > 1)) {
      return terms;
    }
  }
  throw new Error("there is no plain problem of the power rule");
}

test("a right answer is right in any form, and counts", async ({ page }) => {
  const terms = await powerProblem(page);
  // Unsimplified, in another order, with brackets and signs that nobody needs.
  const derivative = terms
    .filter(({ power }) => power > 0)
    .reverse()
    .map(({ coefficient, power }) => `(${coefficient})*${power}*x^(${power}-1)`)
    .join(" + ");
  await answer(page).fill(derivative);
  await check(page);
  await expect(verdict(page)).toHaveAttribute("data-verdict", "right");
  expect(await tally(page, "sums and constants", "right")).toBe("1");
});

test("a wrong answer is wrong, with a point at which it differs", async ({ page }) => {
  const terms = await powerProblem(page);
  const derivative = terms
    .filter(({ power }) => power > 0)
    .map(({ coefficient, power }) => `(${coefficient * power})*x^(${power - 1})`)
    .join(" + ");
  await answer(page).fill(`${derivative} + 7`);
  await check(page);
  await expect(verdict(page)).toHaveAttribute("data-verdict", "wrong");
  const said = ((await verdict(page).textContent()) ?? "").replace(/−/g, "-");
  const [, x, truth, given] = said.match(/At x = (-?[\d.]+)[^\d-]*(-?[\d.]+)[^\d-]*(-?[\d.]+)/) ?? [];
  const value = terms.reduce((sum, { coefficient, power }) => sum + (power > 0 ? coefficient * power * Number(x) ** (power - 1) : 0), 0);
  expect(Number(truth)).toBeCloseTo(value, 3);
  expect(Number(given.replace(/\.$/, ""))).toBeCloseTo(value + 7, 3);
  expect(await tally(page, "sums and constants", "wrong")).toBe("1");
});

test("what can't be read is no try", async ({ page }) => {
  await page.goto(practice("kind=chain-trig&seed=5"));
  await answer(page).fill("2x +");
  await check(page);
  await expect(verdict(page)).toHaveAttribute("data-verdict", "ungraded");
  await answer(page).fill("q");
  await check(page);
  await expect(verdict(page)).toHaveAttribute("data-verdict", "ungraded");
  expect(await tally(page, "chain rule", "wrong")).toBe("");
});

test("hints are the derivation's lines, and the answer comes last", async ({ page }) => {
  await page.goto(practice("kind=product-trig&seed=2"));
  await page.getByRole("button", { name: "Hint" }).click();
  await expect(page.getByRole("list", { name: "Hints" })).toContainText("product rule");
  await page.getByRole("button", { name: "Show the answer" }).click();
  await expect(page.getByRole("list", { name: "Hints" }).getByRole("listitem").last()).toContainText("that is the answer");
  await page.getByRole("button", { name: "Next problem" }).click();
  await expect(answer(page)).toHaveValue("");
  await expect(answer(page)).toBeFocused();
  expect(await tally(page, "product rule", "wrong")).toBe("1");
});

test("each skill can be practised", async ({ page }) => {
  await page.goto(practice(""));
  const choice = page.getByRole("combobox", { name: "Practise" });
  const names = await choice.getByRole("option").allTextContents();
  expect(names.length).toBeGreaterThan(15);
  for (const name of names.slice(1)) {
    await choice.selectOption({ label: name });
    await expect(page).toHaveURL(/only=.*kind=/);
    await expect(page.locator(".given :is(math, canvas)").first()).toBeVisible();
  }
});

test("a slip is named, its part marked, and the right rule stands beside it", async ({ page }) => {
  await page.goto(practice("kind=chain-trig&seed=5"));
  await page.getByRole("textbox", { name: "A function of your own" }).fill("x^2 + sin(5x)");
  await page.getByRole("button", { name: "Practise it" }).click();
  await expect(page).toHaveURL(/own=/);
  await answer(page).fill("2x + cos(5x)");
  await check(page);
  await expect(verdict(page)).toContainText("the derivative of the inner one is missing");
  await expect(verdict(page)).toContainText("Here sin(5·x) became cos(5·x)");
  await expect(verdict(page).locator("math")).toHaveCount(2);
  await expect(verdict(page).locator("math").first().locator('[data-ink="error"]').first()).toBeVisible();
  await answer(page).fill("2x + 5cos(5x)");
  await check(page);
  await expect(verdict(page)).toHaveAttribute("data-verdict", "right");
});

test("a function that can't be read is said to be so", async ({ page }) => {
  await page.goto(practice("kind=chain-trig&seed=5"));
  await page.getByRole("textbox", { name: "A function of your own" }).fill("sin(");
  await page.getByRole("textbox", { name: "A function of your own" }).press("Enter");
  await expect(page.getByText("I can’t read this yet")).toBeVisible();
});

test("a gradient has a blank for each component", async ({ page }) => {
  await page.goto(practice("kind=vectors-dot&seed=4"));
  const blanks = page.locator("[data-blank] input");
  await expect(blanks).toHaveCount(3);
  await expect(page.getByRole("textbox", { name: "∂f/∂w₁" })).toBeVisible();
  for (const blank of await blanks.all()) {
    await blank.fill("w1");
  }
  await check(page);
  await expect(page.locator('.verdict[data-verdict="wrong"]')).toHaveCount(3);
  await expect(verdict(page).first()).toContainText("By w the slope of w · x is x");
});

test("a derivative can be picked among wrong ones, by keyboard too", async ({ page }) => {
  await page.goto(practice("kind=product-trig&seed=5&form=pick"));
  const options = page.getByRole("group", { name: "Answers" }).getByRole("radio");
  await expect(options).toHaveCount(4);
  await options.first().focus();
  for (let i = 0; i < 4; i++) {
    if (i > 0) {
      await page.keyboard.press("ArrowDown");
    } else {
      await page.keyboard.press("Space");
    }
    await expect(options.nth(i)).toBeChecked();
    await check(page);
    const right = (await verdict(page).getAttribute("data-verdict")) === "right";
    if (right) {
      await expect(page.getByRole("button", { name: "Next problem" })).toBeVisible();
      return;
    }
    await expect(verdict(page)).toContainText("Here");
    await options.nth(i).focus();
  }
  throw new Error("none of the answers was right");
});

test("the line with the slip can be found, and is explained", async ({ page }) => {
  const options = page.getByRole("group", { name: "Answers" }).getByRole("radio");
  for (let seed = 1; seed < 30; seed++) {
    await page.goto(practice(`kind=chain-twice&seed=${seed}&form=wrong-line`));
    await expect(page.locator(".given math").first()).toBeVisible();
    if ((await options.count()) > 2) {
      break;
    }
  }
  await expect(page.locator(".problem")).toContainText("Which is the first line that is wrong?");
  let refused = 0;
  for (let i = 0; i < (await options.count()); i++) {
    await options.nth(i).check();
    await check(page);
    if ((await verdict(page).getAttribute("data-verdict")) === "right") {
      await expect(verdict(page)).toContainText("Here");
      expect(refused).toBe(i);
      return;
    }
    await expect(verdict(page)).toContainText("This line follows from the one before it");
    refused += 1;
  }
  throw new Error("none of the lines was the wrong one");
});

test("a derivative can be done in steps", async ({ page }) => {
  await page.goto(practice("kind=product-trig&seed=5&form=steps"));
  const given = page.locator(".given math");
  await expect(given).toHaveCount(2);
  for (const name of ["g'(x)", "h'(x)", "f'(x)"]) {
    await expect(page.getByRole("textbox", { name, exact: true })).toBeVisible();
  }
  await page.getByRole("textbox", { name: "g'(x)", exact: true }).fill("3");
  await check(page);
  await expect(page.locator('.verdict[data-verdict="right"]')).toHaveCount(1);
  await expect(page.locator('.verdict[data-verdict="ungraded"]')).toHaveCount(2);
});

test("the keys of a phone write at the cursor", async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 800 });
  await page.goto(practice("kind=chain-trig&seed=5"));
  await answer(page).fill("2x)");
  await answer(page).press("Home");
  await page.getByRole("button", { name: "cosine" }).click();
  await expect(answer(page)).toHaveValue("cos(2x)");
  await expect(answer(page)).toBeFocused();
  await page.keyboard.type("5");
  await expect(answer(page)).toHaveValue("cos(52x)");
});

test("Enter checks, and then goes on", async ({ page }) => {
  await page.goto(practice("kind=quotient-mixed&seed=3"));
  const before = page.url();
  await answer(page).fill("0");
  await answer(page).press("Enter");
  await expect(verdict(page)).toHaveAttribute("data-verdict", "wrong");
  await page.getByRole("button", { name: "Another problem" }).click();
  await expect(page).not.toHaveURL(before);
});

test("a slip that was made can be practised against, from the progress page", async ({ page }) => {
  await page.goto(practice("kind=chain-trig&seed=5"));
  for (const [f, wrong] of [["sin(x^2)", "cos(x^2)"], ["x+cos(x^3)", "1-sin(x^3)"]]) {
    await page.getByRole("textbox", { name: "A function of your own" }).fill(f);
    await page.getByRole("button", { name: "Practise it" }).click();
    await answer(page).fill(wrong);
    await check(page);
    await expect(verdict(page)).toHaveAttribute("data-verdict", "wrong");
  }
  await page.getByRole("button", { name: "Another problem" }).click();
  await expect(page.getByText("A slip that came up more than once: inner derivative missing.")).toBeVisible();
  await page.getByRole("link", { name: "Your progress" }).click();
  await expect(page.locator(".slips li")).toContainText(["2 times, the last within a day"]);
  await page.getByRole("link", { name: "Practise against it" }).click();
  await expect(page.getByText("this is the first.")).toBeVisible();
  await expect(page.getByRole("group", { name: "Answers" }).getByRole("radio").first()).toBeVisible();
});

test("the graph of the slope is found among others, by keyboard too", async ({ page }) => {
  await page.goto(practice("kind=product-trig&seed=5&form=graph"));
  const options = page.getByRole("group", { name: "Answers" }).getByRole("radio");
  await expect(page.getByText("Which graph shows the slope of this one?")).toBeVisible();
  await expect(page.locator(".given").getByRole("img")).toHaveAttribute("aria-label", /^A graph through \(−?\d/);
  const count = await options.count();
  expect(count).toBeGreaterThan(2);
  let right = 0;
  for (let i = 0; i < count && right === 0; i++) {
    await expect(options.nth(i)).toHaveAccessibleName(/^A graph through \(−?\d/);
    await options.nth(i).focus();
    await page.keyboard.press("Space");
    await check(page);
    if ((await verdict(page).getAttribute("data-verdict")) === "right") {
      right = i + 1;
    } else {
      await expect(verdict(page)).toContainText(/graph itself|Upside down|From right to left|slope of the slope/);
    }
  }
  expect(right).toBeGreaterThan(0);
});

test("an answer that nothing explains is drawn over the slope as it is measured", async ({ page }) => {
  await page.goto(`${practice("own=x%5E3&by=x")}`);
  await answer(page).fill("7x + 3");
  await check(page);
  await expect(verdict(page)).toContainText("I can’t tell which step went wrong.");
  await expect(verdict(page).getByRole("img")).toBeVisible();
  await expect(verdict(page)).toContainText("Squares: the slope as it is measured.");
  await answer(page).fill("x^2");
  await check(page);
  await expect(verdict(page).getByRole("img")).toHaveCount(0);
});

test("a placement asks a few problems and then leaves the rest to practice", async ({ page }) => {
  await page.goto(practice(""));
  await page.getByRole("button", { name: "Find out where I stand" }).click();
  let asked = 0;
  while ((await page.getByText("Placement, problem").count()) > 0) {
    asked += 1;
    expect(asked).toBeLessThan(9);
    await expect(page.getByText(`Placement, problem ${asked} of at most 8.`)).toBeVisible();
    await page.getByRole("button", { name: "Show the answer" }).click();
    await page.getByRole("button", { name: "Next problem" }).click();
    await expect(page.getByRole("button", { name: "Show the answer" })).toBeVisible();
  }
  expect(asked).toBeGreaterThan(2);
  await expect(page.getByRole("button", { name: "Find out where I stand" })).toHaveCount(0);
});

test("a slope is read off a tangent, and a missing line is found", async ({ page }) => {
  for (const [link, task, refusals] of [
    ["kind=sum-polynomial&seed=1&form=slope", "Read it off the tangent.", /The sign|run over the rise|height of the point/],
    ["kind=chain-twice&seed=1&form=missing-line", "A line is missing. Which one?", /Here|At x/],
  ] as const) {
    const options = page.getByRole("group", { name: "Answers" }).getByRole("radio");
    // Not every seed lends itself to the form.
    for (let seed = 1; seed < 40; seed++) {
      await page.goto(practice(link.replace("seed=1", `seed=${seed}`)));
      await expect(page.locator(".given :is(math, canvas)").first()).toBeVisible();
      if ((await options.count()) > 2) {
        break;
      }
    }
    await expect(page.getByText(task)).toBeVisible();
    let right = false;
    for (let i = 0; i < (await options.count()) && !right; i++) {
      await options.nth(i).check();
      await check(page);
      right = (await verdict(page).getAttribute("data-verdict")) === "right";
      if (!right) {
        await expect(verdict(page)).toContainText(refusals);
      }
    }
    expect(right).toBe(true);
  }
});

test("a function of one's own is asked with more or less help", async ({ page }) => {
  await page.goto(practice("kind=chain-trig&seed=5"));
  const ask = async (f: string, how: string) => {
    await page.getByRole("textbox", { name: "A function of your own" }).fill(f);
    await page.getByRole("combobox", { name: "How" }).selectOption({ label: how });
    await page.getByRole("button", { name: "Practise it" }).click();
  };
  await ask("x^2 sin(3x)", "One line of the derivation is missing");
  await expect(page).toHaveURL(/own=.*form=missing-line/);
  await expect(page.getByRole("group", { name: "Answers" }).getByRole("radio").first()).toBeVisible();
  await ask("x^2 sin(3x)", "In steps: the parts first");
  await expect(page.getByRole("textbox", { name: "g'(x)", exact: true })).toBeVisible();
  await page.reload();
  await expect(page.getByRole("textbox", { name: "g'(x)", exact: true })).toBeVisible();
  await ask("x", "In steps: the parts first");
  await expect(page.getByText("It does not lend itself to that form")).toBeVisible();
});
