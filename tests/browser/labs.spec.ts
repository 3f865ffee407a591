// The labs, as a person uses them: move the main thing, and read the numbers that follow.
import type { Page } from "@playwright/test";
import { address, expect, sites, test } from "./site";

const lab = (name: string, query = "") => `${address(sites["at the root"], `labs/${name}`)}${query && `?${query}`}`;
const words = (page: Page) => page.getByRole("region", { name: "In words and numbers" });
const sentence = (page: Page) => words(page).getByRole("status");
const grip = (page: Page, name: string) => page.getByRole("slider", { name }).first();

/** Drags a grip by so many css pixels, with the mouse. */
async function drag(page: Page, name: string, dx: number, dy: number) {
  await grip(page, name).scrollIntoViewIfNeeded();
  const box = (await grip(page, name).boundingBox())!;
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
  await page.mouse.move(x, y);
  await page.mouse.down();
  await page.mouse.move(x + dx / 2, y + dy / 2, { steps: 4 });
  await page.mouse.move(x + dx, y + dy, { steps: 4 });
  await page.mouse.up();
}

test("the list of labs leads to each", async ({ page }) => {
  await page.goto(address(sites["at the root"], "labs"));
  await page.getByRole("main").getByRole("link", { name: /^Limit/ }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Limit" })).toBeVisible();
  await expect(page.getByRole("navigation", { name: "Gradus" }).getByRole("link", { name: "Labs" })).toHaveAttribute("aria-current", "true");
});

test.describe("limit", () => {
  test("dragging the second point changes the slope of the secant, and the address", async ({ page }) => {
    await page.goto(lab("limit", "f=x^2&x=1&h=1.5"));
    await expect(sentence(page)).toContainText("With h = 1.5 the secant has the slope 3.5.");
    await drag(page, "Second point of the secant", -40, 0);
    const said = (await sentence(page).textContent())!;
    const [h, slope] = [...said.matchAll(/(?:h =|slope) (−?[\d.]+)(?=[ .])/g)].map((m) => Number(m[1].replace("−", "-").replace(/\.$/, "")));
    expect(h).toBeLessThan(1.5);
    expect(slope).toBeCloseTo(2 + h, 4);
    await expect(page).toHaveURL(/h=(?!1\.5)/);
  });

  test("a corner has a slope from either side and no derivative", async ({ page }) => {
    await page.goto(lab("limit"));
    await page.getByRole("button", { name: "A corner", exact: true }).click();
    await expect(sentence(page)).toContainText("From the left the slopes go to −1, from the right to 1");
    await page.getByRole("radio", { name: "the left" }).check();
    await expect(sentence(page)).toContainText("With h = −1 the secant has the slope −1.");
  });

  test("a function of one's own; one that can't be read is told of and loses nothing", async ({ page }) => {
    await page.goto(lab("limit", "f=x^2&x=1&h=0.5"));
    const field = page.getByRole("textbox", { name: "Function f" });
    await field.fill("x^3");
    await expect(sentence(page)).toContainText("the slopes go to 3, the derivative");
    await field.fill("x^3 +");
    await expect(field).toHaveAttribute("aria-invalid", "true");
    await expect(sentence(page)).toContainText("the slopes go to 3, the derivative");
    await field.fill("x*y");
    await expect(page.getByText("This needs a function of one variable, and here are x and y.")).toBeVisible();
  });

  test("by keyboard alone: the arrow keys move the points, undo takes it back", async ({ page }) => {
    await page.goto(lab("limit", "f=x^2&x=1&h=1.5"));
    await grip(page, "Point of the tangent").focus();
    await page.keyboard.press("ArrowRight");
    await expect(sentence(page)).toContainText("the slopes go to 2.24, the derivative");
    await page.waitForTimeout(500);
    await page.keyboard.press("Control+z");
    await expect(sentence(page)).toContainText("the slopes go to 2, the derivative");
    await page.keyboard.press("Control+Shift+z");
    await expect(sentence(page)).toContainText("the slopes go to 2.24, the derivative");
    await page.getByRole("button", { name: "Reset" }).press("Enter");
    await expect(sentence(page)).toContainText("With h = 1.5 the secant has the slope 3.5.");
  });

  test("play lets h shrink until the quotient is all rounding", async ({ page }) => {
    await page.goto(lab("limit", "f=exp(x)&x=1&h=0.000000001"));
    await page.getByRole("button", { name: "Let h shrink" }).click();
    await expect(sentence(page)).toContainText("This h is too small for numbers of 16 digits", { timeout: 15_000 });
    await page.getByRole("button", { name: "Pause" }).click();
  });

  test("two fingers zoom what is shown, and move nothing else", async ({ page }) => {
    await page.goto(lab("limit", "f=x^2&x=1&h=1.5&from=-4&to=4"));
    await page.locator(".plot").first().scrollIntoViewIfNeeded();
    const box = (await page.locator(".plot").first().boundingBox())!;
    const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
    const client = await page.context().newCDPSession(page);
    const touch = (type: "touchStart" | "touchMove" | "touchEnd", ...apart: number[]) =>
      client.send("Input.dispatchTouchEvent", { type, touchPoints: apart.flatMap((d) => [{ x: x - d, y, id: 0 }, { x: x + d, y, id: 1 }]) });
    await client.send("Emulation.setTouchEmulationEnabled", { enabled: true, maxTouchPoints: 2 });
    await touch("touchStart", 40);
    for (const apart of [50, 60, 70, 80]) await touch("touchMove", apart);
    await touch("touchEnd");
    const span = async () => {
      const query = new URL(page.url()).searchParams;
      return Number(query.get("to")) - Number(query.get("from"));
    };
    await expect.poll(span).toBeCloseTo(4, 1);
    const query = new URL(page.url()).searchParams;
    expect([query.get("x"), query.get("h")]).toEqual(["1", "1.5"]);
    expect(Number(query.get("to")) + Number(query.get("from"))).toBeCloseTo(0, 0);
  });

  test("the numbers are there as tables, and the picture can be saved", async ({ page }) => {
    await page.goto(lab("limit", "f=x^2&x=1&h=1.5"));
    await page.getByText("The numbers as a table").click();
    const table = page.getByRole("table", { name: /The difference quotient at x = 1/ });
    await expect(table.getByRole("row", { name: /^0\.1 / })).toHaveText(/0\.11\.92\.1/);
    await page.getByText("Take it away").click();
    const [file] = await Promise.all([page.waitForEvent("download"), page.getByRole("button", { name: "as SVG" }).first().click()]);
    expect(file.suggestedFilename()).toBe("gradus-limit-1.svg");
    const drawing = await (await import("node:fs/promises")).readFile((await file.path())!, "utf8");
    expect(drawing).toContain("<svg");
    expect(drawing.match(/<polyline/g)?.length ?? 0).toBeGreaterThan(3);
  });
});

test.describe("derivative", () => {
  test("dragging the tangent tells its slope, and traces", async ({ page }) => {
    await page.goto(lab("derivative", "f=x^2&x=1&from=-4&to=4"));
    await expect(sentence(page)).toContainText("At x = 1 the tangent has the slope 2: that is the height of f′ there. f rises here.");
    await page.getByRole("region", { name: /^The curve and its tangent/ }).scrollIntoViewIfNeeded();
    await drag(page, "Point of the tangent", -120, 0);
    const said = (await sentence(page).textContent())!;
    const [x, slope] = said.match(/−?\d[\d.]*(?= the tangent|:)/g)!.map((text) => Number(text.replace("−", "-")));
    expect(x).toBeLessThan(1);
    expect(slope).toBeCloseTo(2 * x, 3);
    await expect(page).toHaveURL(/traced=/);
  });

  test("a sketch by keyboard, then the derivative beside it", async ({ page }) => {
    await page.goto(lab("derivative", "f=x&from=-4&to=4"));
    await page.getByRole("checkbox", { name: "Sketch f′ first" }).check();
    await expect(sentence(page)).toContainText("f′ is hidden.");
    for (let i = 1; i <= 7; i++) {
      await page.getByRole("slider", { name: `Point ${i} of your sketch` }).focus();
      await page.keyboard.press("Shift+ArrowUp");
    }
    await page.getByRole("button", { name: "Show f′" }).press("Enter");
    await expect(sentence(page)).toContainText("Your sketch is on the right side of zero at 7 of 7 points");
  });

  test("more orders follow the sine further", async ({ page }) => {
    await page.goto(lab("derivative", "f=sin(x)&x=0&show=taylor&order=1&t=2&from=-7&to=7"));
    const off = async () => Number((await sentence(page).textContent())!.match(/it is off by ([^ ]+?)\. /)![1].replace("−", "-"));
    expect(await off()).toBeCloseTo(Math.sin(2) - 2, 4);
    const order = page.getByRole("slider", { name: "Order of the polynomial" });
    await order.focus();
    await page.keyboard.press("ArrowRight");
    await page.keyboard.press("ArrowRight");
    await expect(sentence(page)).toContainText("The polynomial of order 3");
    expect(await off()).toBeCloseTo(Math.sin(2) - (2 - 8 / 6), 4);
  });
});

test.describe("softmax", () => {
  const loss = async (page: Page) => Number((await sentence(page).textContent())!.match(/the loss is ([\d.]+),/)![1]);

  test("pulling the logit of the right class lowers the loss", async ({ page }) => {
    await page.goto(lab("softmax", "z=2,1,-1&target=2"));
    expect(await loss(page)).toBeCloseTo(Math.log(Math.E ** 2 + Math.E + Math.E ** -1) - 1, 4);
    await drag(page, "Logit of class 2", 0, -40);
    // The address follows a little later than the sentence.
    const pulled = () => Number(new URL(page.url()).searchParams.get("z")!.split(",")[1]);
    const off = async () => {
      const z = pulled();
      const wrong = Math.abs((await loss(page)) - (Math.log(Math.exp(2) + Math.exp(z) + Math.exp(-1)) - z));
      return z > 1 ? wrong : Infinity;
    };
    await expect.poll(off).toBeLessThan(5e-4);
  });

  test("by keyboard: another entry of the Jacobian, one class more, logits too large for exp", async ({ page }) => {
    await page.goto(lab("softmax", "z=2,1,-1&target=2"));
    const entry = page.getByRole("slider", { name: "Entry of the Jacobian" });
    await entry.focus();
    await page.keyboard.press("ArrowRight");
    await expect(entry).toHaveAttribute("aria-valuetext", "row 1, column 2: −0.183045");
    await page.getByRole("button", { name: "One class more" }).press("Enter");
    await expect(page.getByRole("spinbutton", { name: "Logit 4" }).or(page.getByRole("textbox", { name: "Logit 4" }))).toBeVisible();
    await page.getByRole("button", { name: "Too large for exp" }).press("Enter");
    await expect(sentence(page)).toContainText("the quotient is ∞/∞");
  });
});

test.describe("jacobian", () => {
  test("dragging the square tells what becomes of its area", async ({ page }) => {
    await page.goto(lab("jacobian", "u=x^2&v=y&at=0.8,0.5&side=0.4"));
    await expect(sentence(page)).toContainText("The determinant is 1.6");
    await drag(page, "Corner of the square", -150, 0);
    await expect(sentence(page)).toContainText("and is turned over");
    const [x] = (await sentence(page).textContent())!.match(/−?[\d.]+/)!;
    const determinant = (await sentence(page).textContent())!.match(/determinant is (−?[\d.]+):/)![1];
    const number = (text: string) => Number(text.replace("−", "-"));
    expect(number(determinant)).toBeCloseTo(2 * number(x), 4);
  });

  test("by keyboard: a second map, of one's own, and the product of the matrices", async ({ page }) => {
    await page.goto(lab("jacobian", "u=x&v=y&at=0,0"));
    await grip(page, "Corner of the square").focus();
    await page.keyboard.press("Shift+ArrowRight");
    await expect(sentence(page)).toContainText("(0.4, 0) goes to (0.4, 0).");
    await page.getByRole("checkbox", { name: "A second map after it" }).press("Space");
    await page.getByRole("textbox", { name: "p, a function of u, v" }).fill("3u");
    await page.getByRole("textbox", { name: "q, a function of u, v" }).fill("2v");
    await expect(sentence(page)).toContainText("The determinant is 6");
  });
});

test.describe("ML functions", () => {
  test("dragging the point changes what ten layers leave of a slope", async ({ page }) => {
    await page.goto(lab("functions", "f=relu(x)&x=1&w=2"));
    await expect(sentence(page)).toContainText("Through 10 layers a slope is multiplied by 1024: it explodes.");
    await drag(page, "Input of the first layer", -140, 0);
    await expect(sentence(page)).toContainText("a slope is multiplied by 0: nothing comes through.");
  });

  test("by keyboard: fewer layers, another function beside it", async ({ page }) => {
    await page.goto(lab("functions", "f=relu(x)&x=1&w=2&depth=3"));
    await page.getByRole("slider", { name: "Layers" }).focus();
    await page.keyboard.press("ArrowLeft");
    await expect(sentence(page)).toContainText("Through 2 layers a slope is multiplied by 4.");
    await page.getByRole("combobox", { name: "g is" }).selectOption("tanh");
    await expect(sentence(page)).toContainText("g is 0.761594 at 1");
  });
});

test.describe("Hessian and Newton", () => {
  test("dragging the point changes the model and where Newton's step leads", async ({ page }) => {
    await page.goto(lab("newton", "f=x^4%2By^4-4x*y&at=1.5,1.2&rate=0.05&view=-2,2,-2,2"));
    await expect(sentence(page)).toContainText("the model’s lowest point");
    await drag(page, "Point of the model", -150, 120);
    await expect(sentence(page)).toContainText("the model’s saddle, which is no way to a minimum");
  });

  test("by keyboard: one of Newton's steps settles a parabola", async ({ page }) => {
    await page.goto(lab("newton", "f=x^2%2B10y^2&at=-3,1.2&rate=0.08&view=-4,4,-3,3"));
    await grip(page, "Point of the model").focus();
    await page.keyboard.press("ArrowRight");
    await expect(grip(page, "Point of the model")).toHaveAttribute("aria-valuetext", "x = −2.88, y = 1.2");
    await page.getByRole("button", { name: "Take Newton’s step" }).press("Enter");
    await expect(sentence(page)).toContainText("this is a minimum");
  });
});

test.describe("backpropagation", () => {
  test("stepping back sends the shares, and they add up where something is used twice", async ({ page }) => {
    await page.goto(lab("backpropagation", "f=x*y%2Bsin(x)&at=2,3&step=6"));
    const step = page.getByRole("button", { name: "Step", exact: true });
    await step.click();
    await expect(sentence(page)).toContainText("x gets −0.416147. It is used 2 times");
    await step.click();
    await step.click();
    await expect(sentence(page)).toContainText("∂f/∂x = 2.58385, ∂f/∂y = 2");
    await expect(step).toBeDisabled();
    await page.getByRole("textbox", { name: "x", exact: true }).or(page.getByRole("spinbutton", { name: "x", exact: true })).fill("0");
    await expect(sentence(page)).toContainText("∂f/∂x = 4, ∂f/∂y = 0");
  });

  test("by keyboard: the worksheet names the slip, and another node is looked at", async ({ page }) => {
    await page.goto(lab("backpropagation", "f=(x%2By)*x&at=3,2"));
    await page.getByRole("radio", { name: "derivatives" }).press("Space");
    const cell = page.getByRole("textbox", { name: "∂f/∂x" });
    await cell.fill("5");
    await expect(page.getByText("That is what comes back from f alone. x is used 2 times, and the shares add up.")).toBeVisible();
    await cell.fill("8");
    await expect(sentence(page)).toContainText("1 of 4 are right.");
    const node = grip(page, "Node that is looked at");
    await node.focus();
    await page.keyboard.press("ArrowRight");
    await expect(node).not.toHaveAttribute("aria-valuetext", /^x/);
    await expect(page).toHaveURL(/mode=derivatives/);
  });

  test("it plays from the start to the end", async ({ page }) => {
    await page.goto(lab("backpropagation", "f=x^2&at=3&step=0"));
    await page.getByRole("button", { name: "Play" }).click();
    await expect(sentence(page)).toContainText("one way back gives ∂f/∂x = 6", { timeout: 15_000 });
  });
});

test.describe("chain, product, quotient", () => {
  test("dragging the step stretches it by each function", async ({ page }) => {
    await page.goto(lab("rules", "f=sin(x^2)&x=1&dx=0.2"));
    await expect(sentence(page)).toContainText("The slopes 2 and 0.540302 multiply to 1.0806");
    await drag(page, "End of the step", -40, 0);
    const [dx, du] = [...(await sentence(page).textContent())!.matchAll(/d[xu] (?:= )?(?:becomes du = )?(−?[\d.]+\d)/g)].map((m) => Number(m[1].replace("−", "-")));
    expect(dx).toBeLessThan(0.2);
    expect(du).toBeCloseTo((1 + dx) ** 2 - 1, 4);
  });

  test("by keyboard: another rule, another place, another function", async ({ page }) => {
    await page.goto(lab("rules", "f=x^2&x=1"));
    await page.getByRole("radio", { name: "Product" }).press("Space");
    await page.getByRole("textbox", { name: "Function v" }).fill("x+3");
    await expect(sentence(page)).toContainText("the sides are u = 1 and v = 4");
    await expect(sentence(page)).toContainText("at the rate 9.");
    const point = grip(page, "Point on the curve");
    await point.focus();
    await page.keyboard.press("ArrowRight");
    await expect(sentence(page)).not.toContainText("the sides are u = 1 and");
  });
});

test.describe("partial derivatives", () => {
  test("turning the direction by hand changes the slope, and across the gradient it is level", async ({ page }) => {
    await page.goto(lab("gradient", "f=x^2%2B3y&at=0.5,0&angle=0&view=-2,2,-2,2"));
    await expect(sentence(page)).toContainText("In the direction of 0° the slope is 1:");
    await drag(page, "Direction", -20, -60);
    const turned = () => Number(new URL(page.url()).searchParams.get("angle"));
    await expect.poll(turned).toBeGreaterThan(20);
    const angle = turned();
    const slope = Number((await sentence(page).textContent())!.match(/° the slope is (−?[\d.]+):/)![1].replace("−", "-"));
    expect(slope).toBeCloseTo(Math.cos((angle * Math.PI) / 180) + 3 * Math.sin((angle * Math.PI) / 180), 3);
  });

  test("by keyboard: the surface turns, the point moves, the third picture changes", async ({ page }) => {
    await page.goto(lab("gradient", "f=x^2%2By^2&at=1,1&view=-2,2,-2,2"));
    await page.getByRole("slider", { name: "Turn the surface" }).focus();
    await page.keyboard.press("ArrowRight");
    await expect(page).toHaveURL(/camera=-34,35/);
    await grip(page, "Point").focus();
    await page.keyboard.press("ArrowLeft");
    await expect(sentence(page)).toContainText("At (0.96, 1)");
    await page.getByRole("radio", { name: "all directions" }).press("Space");
    await expect(page.getByRole("region", { name: "The slope in every direction" })).toBeVisible();
  });

  test("the loss of a line follows its data, dragged or pasted", async ({ page }) => {
    await page.goto(lab("gradient"));
    await page.getByRole("button", { name: "A line through points" }).click();
    const before = await sentence(page).textContent();
    await drag(page, "Point 6 of the data", 0, 40);
    await expect(sentence(page)).not.toHaveText(before!);
    const data = page.getByRole("textbox", { name: "Data, a point x, y on each line" });
    await data.fill("x,y\n0,0\n2,4");
    await page.getByRole("spinbutton", { name: "Point w" }).or(page.getByRole("textbox", { name: "Point w" })).fill("2");
    await page.getByRole("spinbutton", { name: "Point b" }).or(page.getByRole("textbox", { name: "Point b" })).fill("0");
    await expect(sentence(page)).toContainText("At (2, 0) J is 0, and level");
    await data.fill("0,0\nand so on");
    await expect(page.getByText("Line 2: type two numbers")).toBeVisible();
  });
});

test.describe("network", () => {
  const loss = async (page: Page) => Number((await sentence(page).textContent())!.match(/the loss is ([\d.]+) and/)![1]);

  test("training lowers the loss; a wrong gradient races from where it stands", async ({ page }) => {
    await page.goto(lab("network", "set=moons&hidden=4&rate=0.5"));
    const before = await loss(page);
    await page.getByRole("button", { name: "50 epochs" }).click();
    await expect(sentence(page)).toContainText("After 50 steps");
    expect(await loss(page)).toBeLessThan(before);
    await page.getByRole("combobox", { name: "A wrong gradient to race against" }).selectOption("sign");
    await expect(sentence(page)).toContainText("With the sign turned round");
    await expect(page).toHaveURL(/steps=50/);
  });

  test("by keyboard: another weight is checked by a difference, layers are typed, another point goes through", async ({ page }) => {
    await page.goto(lab("network", "set=xor&hidden=3"));
    const weight = grip(page, "Weight that is looked at");
    await weight.focus();
    await page.keyboard.press("ArrowRight");
    await expect(weight).toHaveAttribute("aria-valuetext", /^layer 1, from unit 2 to unit 1: /);
    const point = grip(page, "Point that goes through the network");
    await point.focus();
    await page.keyboard.press("ArrowRight");
    await expect(point).toHaveAttribute("aria-valuetext", /^point 2 at/);
    const hidden = page.getByRole("textbox", { name: "Units of the hidden layers" });
    await hidden.fill("9");
    await expect(page.getByText("Give up to 3 layers with 1 to 8 units each, such as 4, 3.")).toBeVisible();
    await hidden.fill("2, 2");
    await expect(weight).toHaveAttribute("aria-valuemax", "11");
  });

  test("it trains by itself until it is told to stop", async ({ page }) => {
    await page.goto(lab("network", "set=ring&hidden=4"));
    await page.getByRole("button", { name: "Train" }).click();
    await expect(sentence(page)).not.toContainText("After 0 steps");
    await page.getByRole("button", { name: "Pause" }).click();
    await expect(page.getByRole("button", { name: "Train" })).toBeVisible();
  });
});

const all = ["limit", "derivative", "rules", "functions", "gradient", "descent", "jacobian", "newton", "softmax", "backpropagation", "network"];
for (const name of all) {
  test(`${name}: every grip is reached by Tab and answers to the arrow keys, and undo takes it back`, async ({ page }) => {
    await page.goto(lab(name));
    await expect(sentence(page)).not.toBeEmpty();
    const grips = page.locator(".plot [role=slider]");
    const count = await grips.count();
    expect(count).toBeGreaterThan(0);
    for (let i = 0; i < count; i++) {
      const held = grips.nth(i);
      // On its way through the page the focus comes to each of them.
      await held.evaluate((grip) => ((grip as HTMLElement).dataset.sought = "yes"));
      await page.locator("h1").click();
      const arrived = () => page.evaluate(() => (document.activeElement as HTMLElement)?.dataset.sought === "yes");
      for (let tabs = 0; tabs < 60 && !(await arrived()); tabs++) await page.keyboard.press("Tab");
      expect(await arrived()).toBe(true);
      await held.evaluate((grip) => delete (grip as HTMLElement).dataset.sought);
      const spoken = async () => `${await held.getAttribute("aria-valuenow")} ${await held.getAttribute("aria-valuetext")}`;
      const before = await spoken();
      // One that stands at its end answers to another key.
      for (const key of ["ArrowRight", "ArrowUp", "ArrowLeft"]) {
        if ((await spoken()) !== before) break;
        await page.keyboard.press(key);
        await page.waitForTimeout(100);
      }
      expect(await spoken()).not.toBe(before);
    }
    await page.waitForTimeout(600);
    await page.keyboard.press("Control+z");
    await expect(page.getByRole("button", { name: "Redo" })).toBeEnabled();
  });
}
