// The learner's record: nothing that was acknowledged is lost, whatever the browser, the tabs and the files do.
import { readFile } from "node:fs/promises";
import type { Page } from "@playwright/test";
import { address, expect, sites, test } from "./site";

const root = sites["at the root"];
const practice = (query: string) => `${address(root, "practice")}?${query}`;
const progress = address(root, "practice/progress");
const answer = (page: Page) => page.getByRole("textbox", { name: "Your answer" });
const verdict = (page: Page) => page.locator(".verdict");
const own = (f: string) => practice(`own=${encodeURIComponent(f)}&by=x`);

async function hand(page: Page, text: string, becomes: "right" | "wrong" | "ungraded"): Promise<void> {
  await answer(page).fill(text);
  await page.getByRole("button", { name: "Check" }).click();
  await expect(verdict(page)).toHaveAttribute("data-verdict", becomes);
}

/** How many first tries the progress page counts as right, right with hints, and not solved. */
async function counted(page: Page): Promise<number[]> {
  await page.goto(progress);
  return shown(page);
}

async function shown(page: Page): Promise<number[]> {
  await expect(page.getByRole("heading", { name: "Skills" })).toBeVisible();
  const sum = async (column: string) =>
    (await page.locator(`[data-tally="${column}"]`).allTextContents()).map(Number).reduce((a, b) => a + b, 0);
  return [await sum("right"), await sum("hinted"), await sum("wrong")];
}

async function exported(page: Page): Promise<{ text: string; attempts: unknown[]; unreadable?: string[] }> {
  const waiting = page.waitForEvent("download");
  await page.getByRole("button", { name: "Save as a file" }).click();
  const download = await waiting;
  expect(download.suggestedFilename()).toMatch(/^gradus-\d{4}-\d\d-\d\d\.json$/);
  const text = await readFile(await download.path(), "utf8");
  return { text, ...JSON.parse(text) };
}

async function takeIn(page: Page, text: string, name = "record.json"): Promise<void> {
  await page
    .getByLabel("A record to take in")
    .setInputFiles({ name, mimeType: "application/json", buffer: Buffer.from(text) });
}

async function forget(page: Page): Promise<void> {
  await page.getByRole("button", { name: "Forget everything" }).click();
  await page.getByRole("button", { name: "Forget it" }).click();
  await page.getByRole("button", { name: "Remove everything for good" }).click();
  await expect(page.getByText("Everything is forgotten.")).toBeVisible();
}

/** Puts a text into the store, as if another version had, or a broken disk. */
async function store(page: Page, text: string): Promise<void> {
  await page.evaluate(async (text) => {
    const database = await new Promise<IDBDatabase>((resolve, reject) => {
      const request = indexedDB.open("gradus");
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });
    await new Promise<void>((resolve, reject) => {
      const transaction = database.transaction(["attempts"], "readwrite");
      transaction.objectStore("attempts").add(text);
      transaction.oncomplete = () => resolve();
      transaction.onabort = () => reject(transaction.error);
    });
    database.close();
  }, text);
}

/** From now on the store refuses what is added, at once or when it is to be committed; or takes it again. */
async function refuse(page: Page, how: "at once" | "when committed" | "no longer"): Promise<void> {
  await page.evaluate((how) => {
    const store = IDBObjectStore.prototype as IDBObjectStore & { original?: IDBObjectStore["add"] };
    const original = (store.original ??= store.add);
    store.add = function (value, key) {
      if (how === "at once") {
        throw new DOMException("there is no room", "QuotaExceededError");
      }
      const request = original.call(this, value, key);
      if (how === "when committed") {
        request.addEventListener("success", () => this.transaction.abort());
      }
      return request;
    };
  }, how);
}

test("a session of ten problems is kept, through reloads, tabs, a file and forgetting", async ({ page, context }) => {
  test.setTimeout(120_000);
  await page.goto(own("x^3"));
  await hand(page, "3x^2", "right");
  await page.goto(own("x^2*sin(x)"));
  await hand(page, "x*(2sin(x) + x*cos(x))", "right");
  await page.goto(own("exp(2x)"));
  await hand(page, "exp(2x)", "wrong");
  await expect(verdict(page)).toContainText("another exponent brings its own derivative as a factor");
  await hand(page, "2e^(2x)", "right");
  await page.goto(own("ln(x)"));
  await hand(page, "1/", "ungraded");
  await hand(page, "1/x", "right");
  await page.goto(practice("kind=chain-trig&seed=5"));
  await page.getByRole("button", { name: "Hint" }).click();
  await page.getByRole("button", { name: "Show the answer" }).click();
  await expect(page.getByRole("button", { name: "Next problem" })).toBeVisible();

  await page.reload();
  expect(await counted(page)).toEqual([3, 0, 2]);

  // The other half in another tab, while this one looks on.
  const other = await context.newPage();
  await other.goto(own("sin(x)^2"));
  await other.getByRole("button", { name: "Hint" }).click();
  await hand(other, "2sin(x)cos(x)", "right");
  await expect.poll(() => shown(page)).toEqual([3, 1, 2]);
  await other.goto(own("x/(1+x)"));
  await hand(other, "(1+x)^(-2)", "right");
  await other.goto(practice("kind=product-trig&seed=2"));
  await hand(other, "12345", "wrong");
  await other.getByRole("button", { name: "Another problem" }).click();
  await other.getByRole("button", { name: "Show the answer" }).click();
  await other.getByRole("button", { name: "Next problem" }).click();
  await other.getByRole("button", { name: "Show the answer" }).click();
  await expect(other.getByRole("button", { name: "Next problem" })).toBeVisible();
  await other.close();
  const all = [4, 1, 5];
  await expect.poll(() => shown(page)).toEqual(all);
  await expect(page.locator(".slips li").first()).toContainText("once, the last within a day");

  const file = await exported(page);
  expect(file.attempts).toHaveLength(11);
  await forget(page);
  expect(await shown(page)).toEqual([0, 0, 0]);
  await page.reload();
  expect(await shown(page)).toEqual([0, 0, 0]);
  await takeIn(page, file.text);
  await expect(page.getByText("11 attempts added.")).toBeVisible();
  expect(await shown(page)).toEqual(all);
  await takeIn(page, file.text);
  await expect(page.getByText("0 attempts added; 11 were there already.")).toBeVisible();
  await page.reload();
  expect(await shown(page)).toEqual(all);
  expect((await exported(page)).text).toBe(file.text);
});

test("nothing is said about an answer before it is stored", async ({ page, context }) => {
  await page.goto(own("x^3"));
  await expect(answer(page)).toBeVisible();
  // Another tab keeps the store busy.
  const busy = await context.newPage();
  await busy.goto(progress);
  await busy.evaluate(async () => {
    const database = await new Promise<IDBDatabase>((resolve) => {
      const request = indexedDB.open("gradus");
      request.onsuccess = () => resolve(request.result);
    });
    const held = { go: true };
    Object.assign(window, { held });
    const attempts = database.transaction(["attempts"], "readwrite").objectStore("attempts");
    const ask = () => {
      attempts.count().onsuccess = () => {
        if (held.go) {
          ask();
        }
      };
    };
    ask();
  });
  await answer(page).fill("3x^2");
  await page.getByRole("button", { name: "Check" }).click();
  await page.waitForTimeout(700);
  await expect(verdict(page)).toHaveCount(0);
  await busy.evaluate(() => {
    (window as unknown as { held: { go: boolean } }).held.go = false;
  });
  await expect(verdict(page)).toHaveAttribute("data-verdict", "right");
  await page.close();
  expect(await counted(busy)).toEqual([1, 0, 0]);
});

test("two tabs that practise at once lose nothing of one another", async ({ page, context }) => {
  const other = await context.newPage();
  for (const f of ["x^3", "x^4", "x^5"]) {
    await Promise.all([
      (async () => {
        await page.goto(own(f));
        await hand(page, "7", "wrong");
      })(),
      (async () => {
        await other.goto(own(`${f} + x`));
        await hand(other, "7", "wrong");
      })(),
    ]);
  }
  await other.close();
  expect(await counted(page)).toEqual([0, 0, 6]);
});

test("what is forgotten in one tab is forgotten in the others", async ({ page, context }) => {
  await page.goto(own("x^3"));
  await hand(page, "3x^2", "right");
  const other = await context.newPage();
  expect(await counted(other)).toEqual([1, 0, 0]);
  await page.goto(progress);
  await page.getByRole("button", { name: "Forget everything" }).click();
  await page.getByRole("button", { name: "Keep it" }).click();
  expect(await shown(page)).toEqual([1, 0, 0]);
  await forget(page);
  await expect.poll(() => shown(other)).toEqual([0, 0, 0]);
});

for (const how of ["at once", "when committed"] as const) {
  test(`a storage that refuses ${how} is told, and gets what it refused once it has room`, async ({ page }) => {
    await page.goto(own("x^3"));
    await hand(page, "3x^2", "right");
    await refuse(page, how);
    await page.getByRole("textbox", { name: "A function of your own" }).fill("x^4");
    await page.getByRole("button", { name: "Practise it" }).click();
    await hand(page, "7", "wrong");
    await expect(page.getByRole("alert")).toContainText("The browser could not keep your last answer");
    await hand(page, "4x^3", "right");
    await expect(page.getByRole("alert")).toContainText("The browser could not keep your last 2 answers");
    // They still count here, and can be saved.
    await page.getByRole("link", { name: "Your progress" }).click();
    expect(await shown(page)).toEqual([1, 0, 1]);
    await expect(page.getByRole("alert")).toContainText("save your record as a file");
    expect((await exported(page)).attempts).toHaveLength(3);
    await refuse(page, "no longer");
    await page.getByRole("link", { name: "Go on practising" }).click();
    await page.getByRole("textbox", { name: "A function of your own" }).fill("x^5");
    await page.getByRole("button", { name: "Practise it" }).click();
    await hand(page, "7", "wrong");
    await expect(page.getByRole("alert")).toHaveCount(0);
    expect(await counted(page)).toEqual([1, 0, 2]);
  });
}

test("without any storage there is practice all the same, and a file", async ({ page }) => {
  await page.addInitScript(() => Object.defineProperty(window, "indexedDB", { value: undefined }));
  await page.goto(own("x^3"));
  await expect(page.getByRole("alert")).toContainText("This browser keeps nothing for this site");
  await hand(page, "3x^2", "right");
  await page.getByRole("link", { name: "Your progress" }).click();
  expect(await shown(page)).toEqual([1, 0, 0]);
  expect((await exported(page)).attempts).toHaveLength(1);
});

test("a damaged entry, and one of a newer version, are told and kept, and take nothing along", async ({ page }) => {
  await page.goto(own("x^3"));
  await hand(page, "3x^2", "right");
  await store(page, '{"version":2,"attempt":{"time":17');
  await store(page, '{"version":9,"attempt":{"when":"today"}}');
  expect(await counted(page)).toEqual([1, 0, 0]);
  await expect(page.getByRole("alert")).toContainText(
    "2 entries of your record can’t be read here: 1 of them damaged, 1 written by a newer version",
  );
  await page.goto(own("x^4"));
  await hand(page, "4x^3", "right");
  expect(await counted(page)).toEqual([2, 0, 0]);
  const file = await exported(page);
  expect(file.unreadable?.toSorted()).toEqual([
    '{"version":2,"attempt":{"time":17',
    '{"version":9,"attempt":{"when":"today"}}',
  ]);
  await forget(page);
  await takeIn(page, file.text);
  await expect(page.getByText("4 attempts added.")).toBeVisible();
  expect((await exported(page)).text).toBe(file.text);
});

test("a file that is none changes nothing and is told", async ({ page }) => {
  await page.goto(own("x^3"));
  await hand(page, "3x^2", "right");
  await page.goto(progress);
  for (const [text, words] of [
    ["not json", "This is no record of Gradus, or it is damaged"],
    ['{"version":9}', "A newer version of Gradus wrote this file"],
    ["", "This is no record of Gradus, or it is damaged"],
  ]) {
    await takeIn(page, text);
    await expect(page.getByText(words)).toBeVisible();
    expect(await shown(page)).toEqual([1, 0, 0]);
  }
});

test("the record of an earlier version is taken over", async ({ page }) => {
  await page.goto(root);
  await page.evaluate(() => {
    const attempt = (time: number, outcome: string) => ({ time, skill: "chain", level: 1, seed: 3, outcome });
    const attempts = [attempt(1_700_000_000_000, "right"), attempt(1_700_000_100_000, "wrong")];
    localStorage.setItem("gradus:progress", JSON.stringify({ version: 1, attempts }));
    localStorage.setItem("gradus:progress.unreadable", "{ damaged");
  });
  expect(await counted(page)).toEqual([1, 0, 1]);
  await expect(page.getByRole("alert")).toContainText("1 entry of your record can’t be read here: it is damaged");
  await page.reload();
  expect(await shown(page)).toEqual([1, 0, 1]);
  expect(await page.evaluate(() => Object.keys(localStorage).filter((key) => key.includes("progress")))).toEqual([]);
  expect((await exported(page)).unreadable).toEqual(["{ damaged"]);
});
