// Descent, as a person uses it: choose or type a loss, step, and read what happens.
import type { Page } from "@playwright/test";
import { address, expect, sites, test } from "./site";

const descent = (query: string) => `${address(sites["at the root"], "labs/descent")}?${query}`;
const press = (page: Page, name: string) => page.getByRole("button", { name, exact: true }).click();
const numbers = (page: Page) => page.getByRole("region", { name: "In words and numbers" });
const status = (page: Page) => numbers(page).getByRole("status");
const steps = async (page: Page) =>
  (await numbers(page).locator("math").allTextContents()).map((line) => line.replace(/[\s\u2061-\u2064]/g, ""));

test("a step is written out with its numbers, and taken back", async ({ page }) => {
  await page.goto(descent("loss=parabola&start=3&lr=0.1"));
  await expect(status(page)).toContainText("At the start: x = 3, and the loss is 9.");
  await press(page, "Step");
  await expect(status(page)).toContainText("After 1 step: x = 2.4, and the loss is 5.76.");
  expect((await steps(page)).slice(1)).toEqual(["J′(θ)=6", "x≔3−0.1⋅6=2.4"]);
  await press(page, "Step");
  await expect(status(page)).toContainText("x = 1.92");
  await press(page, "Back");
  await expect(status(page)).toContainText("After 1 step: x = 2.4");
  await press(page, "To the start");
  await expect(status(page)).toContainText("At the start: x = 3");
});

test("a loss of one's own, its gradient, and a run to the minimum", async ({ page }) => {
  await page.goto(descent(""));
  await page.getByRole("textbox", { name: "Loss J, in one or two variables" }).fill("(u-1)^2 + 3*(v+2)^2");
  await page.getByRole("textbox", { name: "α exactly" }).fill("0.1");
  for (let i = 0; i < 3 && !(await status(page).textContent())?.includes("Converged"); i++) {
    await press(page, "100 steps");
  }
  await expect(status(page)).toContainText("Converged");
  await expect(status(page)).toContainText(/u = (1|0\.9999\d*|1\.0000\d*), v = −(2|1\.9999\d*)/);
});

test("a learning rate that is too large diverges, in words, with the picture still there", async ({ page }) => {
  await page.goto(descent("loss=ravine&start=4,1.5&lr=0.5"));
  await press(page, "100 steps");
  await expect(status(page)).toContainText("Diverged");
  await expect(status(page)).toContainText("The point has left the picture");
  const colours = await page.locator(".plot canvas").first().evaluate((canvas: HTMLCanvasElement) => {
    const data = canvas.getContext("2d")!.getImageData(0, 0, canvas.width, canvas.height).data;
    const seen = new Set<string>();
    for (let i = 0; i < data.length; i += 400) seen.add(`${data[i]},${data[i + 1]},${data[i + 2]}`);
    return seen.size;
  });
  expect(colours).toBeGreaterThan(10);
});

test("the start is set by clicking and by the arrow keys", async ({ page }) => {
  await page.goto(descent("loss=ravine"));
  await page.locator(".plot").first().scrollIntoViewIfNeeded();
  const plot = (await page.locator(".plot").first().boundingBox())!;
  await page.mouse.click(plot.x + plot.width * 0.25, plot.y + plot.height * 0.4);
  const start = page.getByRole("slider", { name: "Start of the descent" });
  const now = async () => Number(await start.getAttribute("aria-valuenow"));
  await expect.poll(now).toBeLessThan(-1);
  const x = await now();
  await start.press("ArrowRight");
  expect(Number(await start.getAttribute("aria-valuenow"))).toBeGreaterThan(x);
  await expect(page).toHaveURL(/start=-/);
});

test("play takes steps by itself and pauses", async ({ page }) => {
  await page.goto(descent("loss=rosenbrock"));
  await press(page, "Play");
  await expect(status(page)).toContainText(/After ([3-9]|\d\d) steps/);
  await press(page, "Pause");
  const paused = await status(page).textContent();
  await page.waitForTimeout(500);
  expect(await status(page).textContent()).toBe(paused);
});

test("momentum has its velocity written out, and the link holds it all", async ({ page }) => {
  await page.goto(descent("loss=parabola&start=3&lr=0.1"));
  await page.getByRole("combobox", { name: "Method" }).selectOption("Momentum");
  await page.getByRole("textbox", { name: "momentum μ" }).fill("0.5");
  await press(page, "Step");
  await press(page, "Step");
  // b = 0.5·6 + 4.8 = 7.8, and 2.4 - 0.1·7.8 = 1.62.
  expect((await steps(page)).slice(1)).toEqual(["J′(θ)=4.8", "b=7.8", "x≔2.4−0.1⋅7.8=1.62"]);
  await expect(page).toHaveURL(/steps=2/);
  await page.reload();
  await expect(status(page)).toContainText("After 2 steps: x = 1.62");
});

test("what is no loss is said in words", async ({ page }) => {
  await page.goto(descent("loss=parabola"));
  const field = page.getByRole("textbox", { name: "Loss J, in one or two variables" });
  await field.fill("x + y + z");
  await expect(page.getByText("a loss of one or two variables can be shown; this has 3: x, y, z")).toBeVisible();
  await field.fill("x^2 +");
  await expect(page.getByText("something is missing after the +")).toBeVisible();
  await page.getByRole("textbox", { name: "α exactly" }).fill("-1");
  await expect(page.getByText("lr = -1 is not allowed")).toBeVisible();
});

test("a number that is refused stays with its error until another one holds", async ({ page }) => {
  await page.goto(descent("loss=ravine&lr=0.08"));
  const rate = page.getByRole("textbox", { name: "α exactly" });
  await rate.fill("abc");
  await expect(page.getByText("type a number, such as 0.5 or pi/2")).toBeVisible();
  await page.getByRole("slider", { name: "Learning rate α" }).press("ArrowRight");
  await expect(rate).not.toHaveValue("abc");
  await expect(page.getByText("type a number, such as 0.5 or pi/2")).toBeHidden();
});

test("a schedule is chosen, shown in the rule, and kept by the link", async ({ page }) => {
  await page.goto(descent("loss=parabola&start=3&lr=0.25"));
  await page.getByRole("combobox", { name: "Schedule of the rate" }).selectOption("Exponential");
  await page.getByRole("textbox", { name: "factor γ" }).fill("0.5");
  await press(page, "Step");
  await press(page, "Step");
  expect((await steps(page))[1]).toBe("α=α0γt");
  await expect(status(page)).toContainText("After 2 steps: x = 1.125");
  await expect(page).toHaveURL(/steps=2/);
  await page.reload();
  await expect(status(page)).toContainText("After 2 steps: x = 1.125");
  await page.getByRole("textbox", { name: "factor γ" }).fill("-1");
  await expect(page.getByText("gamma = -1 is not allowed")).toBeVisible();
});

test("the end has its evidence, and the rate is set against the curvature", async ({ page }) => {
  await page.goto(descent("loss=ravine&start=4,1.5&lr=0.08"));
  await expect(numbers(page)).toContainText("The Hessian has the eigenvalues 2 and 20 here.");
  await expect(numbers(page)).toContainText("2/λmax = 0.1: the next step’s rate, 0.08, is below.");
  await page.getByRole("textbox", { name: "α exactly" }).fill("0.5");
  await expect(numbers(page)).toContainText("0.5, is above, and the steps grow.");
  await press(page, "100 steps");
  await expect(numbers(page)).toContainText("counts as diverged");
});

test("several methods at once, from one start or from their own", async ({ page }) => {
  await page.goto(descent("loss=ravine&start=4,1.5&lr=0.08&steps=10"));
  await press(page, "One run more");
  await page.getByRole("combobox", { name: "Method" }).selectOption("Newton's method");
  await expect(status(page)).toContainText("Newton's method, after 2 steps: x = 0, y = 0");
  await expect(status(page)).toContainText("Gradient descent: ");
  await page.getByRole("radio", { name: "1", exact: true }).check();
  await expect(status(page)).toContainText("Gradient descent, after 10 steps");
  await page.getByRole("checkbox", { name: "Starts of their own" }).check();
  await expect(page.getByRole("slider", { name: "Start of run 2" })).toBeAttached();
  await expect(page).toHaveURL(/run2=.*apart=on/);
  await page.reload();
  await expect(page.getByRole("slider", { name: "Start of run 2" })).toBeAttached();
});

test("by keyboard: a guess, and what it was off", async ({ page }) => {
  await page.goto(descent("f=x^2%2By^2&start=2,0&lr=0.25&predict=on"));
  await expect(status(page)).toContainText("Where will the next point be?");
  const guess = page.getByRole("slider", { name: "Where the next point will be" });
  for (let i = 0; i < 5; i++) await guess.press("ArrowLeft");
  await page.getByRole("button", { name: "Step", exact: true }).press("Enter");
  await expect(status(page)).toContainText(/Your guess was off by 0\.\d+; the step was 1 long\./);
});

test("data are dragged, batches drawn, and the way seen in space", async ({ page }) => {
  await page.goto(descent("fit=line&start=-1,4&lr=0.1&steps=30"));
  const before = await status(page).textContent();
  await page.getByRole("slider", { name: "Point 6 of the data" }).press("ArrowUp");
  await expect(status(page)).not.toHaveText(before!);
  await page.getByRole("radio", { name: "1", exact: true }).check();
  await expect(page.getByRole("textbox", { name: "Seed of chance" })).toBeVisible();
  await page.getByRole("radio", { name: "surface" }).check();
  await expect(page.getByRole("region", { name: "In space" })).toBeVisible();
});

test("what can be typed is said, with the speed in this very browser", async ({ page }) => {
  await page.goto(descent("loss=ravine"));
  await page.getByText("What can be typed here").click();
  await expect(page.getByText("A loss of one or two variables, so that it can be seen")).toBeVisible();
  await page.getByRole("button", { name: "How fast is it here?" }).click();
  await expect(page.getByText(/This function: [\d.]+ (million|thousand) points a second/)).toBeVisible();
});
