// How long a frame takes while something is dragged, beside a bare canvas that is given the same strokes:
//   cargo xtask frames
// An absolute time says little on a shared machine; the ratio to the bare canvas, measured in the same run, says what everything but
// the strokes costs. Each lab is dragged for ROUNDS frames; medians and the slowest of twenty are told.
import { chromium } from "@playwright/test";

const site = process.argv[2].replace(/\/$/, "");
const ROUNDS = 120;
const LABS = [
  ["Descent, 500 steps on 201 × 201 heights", "labs/descent/?loss=rosenbrock&start=-1.2,1&lr=0.0005&steps=500"],
  ["Descent, four at once", "labs/descent/?loss=rosenbrock&lr=0.001&steps=60&run2=method%3Dmomentum%26lr%3D0.0005&run3=method%3Dadam%26lr%3D0.1&run4=method%3Dbfgs"],
  ["Derivative, a tangent", "labs/derivative/?f=exp(-x^2)*sin(10x)&x=0.3"],
  ["Partial derivatives, a surface", "labs/gradient/"],
  ["Network", "labs/network/?set=moons&hidden=8,8&steps=100"],
];

const browser = await chromium.launch({ executablePath: process.env.CHROMIUM, args: ["--no-sandbox"] });
const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
console.log("| lab | frame, ms | bare canvas, ms | ratio | slowest of 20, ms | frames a second | bare |\n| --- | --- | --- | --- | --- | --- | --- |");
for (const [name, path] of LABS) {
  await page.goto(`${site}/${path}`);
  await page.waitForSelector(".plot canvas");
  await page.waitForTimeout(600);
  const found = await page.evaluate(measure, ROUNDS);
  const cells = [found.frame, found.bare, found.frame / found.bare, found.slow, found.rate, found.bareRate];
  console.log(`| ${name} | ${cells.map((v) => v.toFixed(v < 10 ? 2 : 0)).join(" | ")} |`);
}
await browser.close();

/** In the page: drags in the plot that most depends on, frame by frame. */
async function measure(rounds) {
  const plots = [...document.querySelectorAll(".plot")];
  const dragged = plots.find((plot) => plot.querySelector("[role=slider]")) ?? plots[0];
  const box = dragged.getBoundingClientRect();
  const event = (type, share) =>
    new PointerEvent(type, {
      bubbles: true,
      pointerId: 1,
      pointerType: "mouse",
      buttons: 1,
      clientX: box.left + box.width * (0.35 + 0.2 * share),
      clientY: box.top + box.height * (0.45 + 0.1 * share),
    });
  dragged.setPointerCapture = () => {};
  const settled = () => new Promise((done) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = done;
    port2.postMessage(0);
  });
  const frame = () => new Promise(requestAnimationFrame);
  const sway = (i) => Math.sin(i / 9);
  const strokes = record();
  dragged.dispatchEvent(event("pointerdown", sway(0)));
  await settled();
  dragged.dispatchEvent(event("pointermove", sway(3)));
  await settled();
  const drawn = strokes();
  const target = document.createElement("canvas");
  Object.assign(target, { width: plots[0].querySelector("canvas").width, height: plots[0].querySelector("canvas").height });
  target.style = "position:fixed;inset:0;z-index:9";
  const bare = target.getContext("2d");
  const replay = () => {
    for (const [kind, key, args] of drawn) kind === "call" ? bare[key](...args) : (bare[key] = args);
  };
  const times = { app: [], bare: [] };
  const rates = { app: 0, bare: 0 };
  const runs = {
    app: async (i) => {
      dragged.dispatchEvent(event("pointermove", sway(i)));
      await settled();
    },
    bare: async () => {
      replay();
      await settled();
    },
  };
  for (const [name, run] of Object.entries(runs)) {
    if (name === "bare") document.body.append(target);
    const began = performance.now();
    for (let i = 0; i < rounds; i++) {
      await frame();
      const start = performance.now();
      await run(i);
      times[name].push(performance.now() - start);
    }
    rates[name] = (1000 * rounds) / (performance.now() - began);
  }
  dragged.dispatchEvent(event("pointerup", 0));
  const at = (all, share) => all.sort((a, b) => a - b)[Math.floor((all.length - 1) * share)];
  return {
    frame: at(times.app, 0.5),
    slow: at(times.app, 0.95),
    bare: at(times.bare, 0.5),
    rate: rates.app,
    bareRate: rates.bare,
  };

  /** Notes every stroke on every canvas until it is asked for them. */
  function record() {
    const proto = CanvasRenderingContext2D.prototype;
    const noted = [];
    const before = new Map();
    for (const key of Object.getOwnPropertyNames(proto)) {
      const own = Object.getOwnPropertyDescriptor(proto, key);
      if (key === "constructor" || key === "canvas") continue;
      before.set(key, own);
      if (typeof own.value === "function") {
        proto[key] = function (...args) {
          if (this.canvas.isConnected) noted.push(["call", key, args]);
          return own.value.apply(this, args);
        };
      } else if (own.set) {
        Object.defineProperty(proto, key, {
          ...own,
          set(value) {
            if (this.canvas.isConnected) noted.push(["set", key, value]);
            own.set.call(this, value);
          },
        });
      }
    }
    return () => {
      for (const [key, own] of before) Object.defineProperty(proto, key, own);
      return noted;
    };
  }
}
