// A teacher's problem set: the choice, the link, the sheet and its answers.
import type { Page } from "@playwright/test";
import { address, expect, sites, test } from "./site";

const root = sites["at the root"];
const sets = (query: string) => `${address(root, "practice/sets")}?${query}`;
const formulas = (page: Page, part: string) => page.locator(`${part} math`).allTextContents();

test("a set is chosen, and its link brings a learner the same problems in their order", async ({ page, context }) => {
  await page.goto(sets("kinds=power&count=4&seed=3"));
  const sheet = page.locator(".sheet:not(.answers) li");
  await expect(sheet).toHaveCount(4);
  await page.getByRole("checkbox", { name: "Quotient rule" }).check();
  await page.getByRole("checkbox", { name: "Power rule" }).uncheck();
  await expect(page).toHaveURL(/kinds=quotient&count=4/);
  await page.getByRole("slider", { name: "Problems" }).press("ArrowRight");
  await expect(sheet).toHaveCount(5);
  await page.getByRole("radio", { name: "2", exact: true }).check();
  await expect(page).toHaveURL(/level=2/);
  await page.waitForTimeout(600);
  const problems = await formulas(page, ".sheet:not(.answers) li");
  const link = await page.getByRole("group", { name: "The link to the set" }).innerText();
  expect(new URL(link).pathname).toMatch(/\/practice\/$/);

  const learner = await context.newPage();
  await learner.goto(link);
  for (const [i, problem] of problems.entries()) {
    await expect(learner.getByText(`Problem ${i + 1} of 5 of a set.`)).toBeVisible();
    expect(await formulas(learner, ".given")).toEqual([problem]);
    if (i === 1) {
      await learner.reload();
      expect(await formulas(learner, ".given")).toEqual([problem]);
    }
    await learner.getByRole("button", { name: "Show the answer" }).click();
    if (i === 4) {
      await expect(learner.getByText("The set is done: 0 of 5 right at the first try")).toBeVisible();
    }
    await learner.getByRole("button", { name: "Next problem" }).click();
  }
  await expect(learner.getByText("of a set")).toHaveCount(0);
});

test("single kinds can be chosen", async ({ page }) => {
  await page.goto(sets("kinds=chain&count=3&seed=3"));
  await page.getByText("all 6 kinds").click();
  await page.getByRole("checkbox", { name: "the chain rule twice" }).uncheck();
  await expect(page.getByText("5 of 6 kinds")).toBeVisible();
  await expect(page.getByRole("checkbox", { name: "Chain rule", exact: true })).not.toBeChecked();
  await expect(page).toHaveURL(/kinds=chain-/);
});

test("other problems of the same kinds are a press away", async ({ page }) => {
  await page.goto(sets("kinds=chain&count=3&seed=3"));
  await expect(page.locator(".sheet:not(.answers) li")).toHaveCount(3);
  const before = await formulas(page, ".sheet:not(.answers) li");
  await page.getByRole("button", { name: "Other problems" }).click();
  await expect.poll(() => formulas(page, ".sheet:not(.answers) li")).not.toEqual(before);
});

test("the sheet prints alone, with its answers on a page of their own or not at all", async ({ page }) => {
  await page.goto(sets("kinds=gradient,chain-trig&count=3&seed=3&title=Week%20three"));
  await expect(page.locator(".answers li")).toHaveCount(3);
  await expect(page.getByRole("heading", { name: "Week three", exact: true })).toBeVisible();
  await page.emulateMedia({ media: "print" });
  await expect(page.getByRole("button", { name: "Print" })).toBeHidden();
  await expect(page.getByRole("heading", { name: "Problem sets" })).toBeHidden();
  await expect(page.getByRole("heading", { name: "Answers: Week three" })).toBeVisible();
  const pages = (await page.pdf()).toString("latin1").match(/\/Type \/Page\b/g)?.length ?? 0;
  expect(pages).toBeGreaterThanOrEqual(2);
  await page.emulateMedia({ media: "screen" });
  await page.getByRole("checkbox", { name: "Answers on a page of their own" }).uncheck();
  await expect(page.locator(".answers")).toHaveCount(0);
});

test("a set without kinds, and nonsense in a link, are no trouble", async ({ page }) => {
  await page.goto(sets("kinds=&count=nonsense&level=99&seed=-4"));
  await expect(page.locator(".sheet:not(.answers) li")).toHaveCount(0);
  await page.goto(`${address(root, "practice")}?kinds=&count=3&seed=1`);
  await expect(page.locator(".given math").first()).toBeVisible();
});
