// Times the numeric core against closures written by hand, and against math.js if that is there.
import init, { Columns } from "./gradus.js";

const { sin, cos, asin, atan, tanh, exp, log, sqrt, abs } = Math;

const VALUES = [
    ["3x^5 - 2x^4 + x^3/4 - 7x + 1", (x) => 3 * x * x * x * x * x - 2 * x * x * x * x + (x * x * x) / 4 - 7 * x + 1],
    ["(x^3 - 2x + 1)/(x^4 + 3x^2 + 2)", (x) => (x * x * x - 2 * x + 1) / (x * x * x * x + 3 * x * x + 2)],
    ["x^2 sin(x)/exp(3x)", (x) => (x * x * sin(x)) / exp(3 * x)],
    ["1/(1 + exp(-x))", (x) => 1 / (1 + exp(-x))],
    ["exp(-x^2/2)", (x) => exp((-x * x) / 2)],
    ["log(1 + exp(x))", (x) => log(1 + exp(x))],
    ["0.5x*(1 + tanh(0.79788*(x + 0.044715x^3)))", (x) => 0.5 * x * (1 + tanh(0.79788 * (x + 0.044715 * x * x * x)))],
    ["sin(cos(3x) + atan(x^2))", (x) => sin(cos(3 * x) + atan(x * x))],
    ["sqrt(abs(x) + 1) log(x^2 + 1) asin(x/4)", (x) => sqrt(abs(x) + 1) * log(x * x + 1) * asin(x / 4)],
    ["tanh(x)/(1 + x^2) + cos(5x)", (x) => tanh(x) / (1 + x * x) + cos(5 * x)],
];

// With partial derivatives as a person writes them, common parts shared.
const GRADIENTS = [
    [
        "(x^2 + y - 11)^2 + (x + y^2 - 7)^2",
        (x, y, out, i) => {
            const a = x * x + y - 11, b = x + y * y - 7;
            out[0][i] = a * a + b * b;
            out[1][i] = 4 * x * a + 2 * b;
            out[2][i] = 2 * a + 4 * y * b;
        },
    ],
    [
        "exp(-(x^2 + y^2)/4) sin(2x) cos(3y) + log(1 + x^2 y^2)",
        (x, y, out, i) => {
            const x2 = x * x, y2 = y * y, e = exp(-(x2 + y2) / 4), s = sin(2 * x), c = cos(3 * y);
            const p = e * s * c, q = 1 + x2 * y2, r = (2 * x * y) / q;
            out[0][i] = p + log(q);
            out[1][i] = 2 * e * cos(2 * x) * c - 0.5 * x * p + r * y;
            out[2][i] = r * x - 3 * e * s * sin(3 * y) - 0.5 * y * p;
        },
    ],
    [
        "log(1 + exp(-(1.5tanh(1.2x - 0.7y + 0.1) - 0.8tanh(0.4x + 0.9y - 0.3) + 0.2)))",
        (x, y, out, i) => {
            const a = tanh(1.2 * x - 0.7 * y + 0.1), b = tanh(0.4 * x + 0.9 * y - 0.3);
            const t = exp(-(1.5 * a - 0.8 * b + 0.2)), g = -t / (1 + t);
            const da = 1.5 * (1 - a * a), db = -0.8 * (1 - b * b);
            out[0][i] = log(1 + t);
            out[1][i] = g * (1.2 * da + 0.4 * db);
            out[2][i] = g * (-0.7 * da + 0.9 * db);
        },
    ],
];

// A loop of its own for each item, of different text lest the browser share its code, so that its compiler puts the closure
// into the loop and optimises it for this one alone.
const loop = (text, head, body) => new Function("f", ...head, "out", `for (let i = 0; i < x.length; i += 1) ${body} // ${text}`);

const ROUNDS = 9;
const POINTS = 200_000;
const SIDE = 448;

const median = (list) => list.sort((a, b) => a - b)[Math.floor(list.length / 2)];

function milliseconds(work) {
    const start = performance.now();
    work();
    return performance.now() - start;
}

/** The median of each way's time over the first one's, all in turn. */
function compare(ways) {
    ways.forEach((way) => way());
    const rounds = Array.from({ length: ROUNDS }, () => ways.map(milliseconds));
    return { time: median(rounds.map((r) => r[0])), ratios: ways.slice(1).map((_, i) => median(rounds.map((r) => r[i + 1] / r[0]))) };
}

/** The largest difference between two columns, relative to the size of what stands in them. */
function apart(a, b) {
    let most = 0;
    for (let i = 0; i < a.length; i += 1) most = Math.max(most, Math.abs(a[i] - b[i]) / (1 + Math.abs(b[i])));
    return most;
}

const results = { values: [], gradients: [] };

function show(id, caption, points, rows) {
    const line = (cells, tag) => `<tr>${cells.map((cell) => `<${tag}>${cell}</${tag}>`).join("")}</tr>`;
    const number = (value) => (value === undefined ? "" : value.toFixed(1));
    const cells = ({ text, time, ratios, error }) =>
        [text, ((time / points) * 1e6).toFixed(2), ...[0, 1, 2].map((i) => number(ratios[i])), error.toExponential(0)];
    const head = [caption, "Gradus, ns a point", "closure called", "in its loop", "math.js", "apart"];
    document.getElementById(id).innerHTML = line(head, "th") + rows.map((row) => line(cells(row), "td")).join("");
}

async function main() {
    await init();
    const mathjs = await new Promise((resolve) => {
        const script = Object.assign(document.createElement("script"), { src: "./math.js" });
        script.onload = script.onerror = () => resolve(globalThis.math);
        document.head.append(script);
    });
    const x = Float64Array.from({ length: POINTS }, (_, i) => -2 + (5 * i) / POINTS);
    for (const [text, byHand] of VALUES) {
        const ours = new Columns(text, x, new Float64Array());
        const out = new Float64Array(POINTS);
        const byHandAll = loop(text, ["x"], "out[i] = f(x[i]);");
        const called = () => { for (let i = 0; i < POINTS; i += 1) out[i] = byHand(x[i]); };
        const ways = [() => ours.values(), called, () => byHandAll(byHand, x, out)];
        if (mathjs) {
            const compiled = mathjs.compile(text), scope = { x: 0 }, theirs = new Float64Array(POINTS);
            ways.push(() => {
                for (let i = 0; i < POINTS; i += 1) {
                    scope.x = x[i];
                    theirs[i] = compiled.evaluate(scope);
                }
            });
        }
        results.values.push({ text, ...compare(ways), error: apart(ours.column(0), out) });
        show("values", "values", POINTS, results.values);
        await new Promise((resume) => setTimeout(resume));
    }
    const at = (i) => -2 + (4 * i) / SIDE;
    const xs = Float64Array.from({ length: SIDE * SIDE }, (_, i) => at(i % SIDE));
    const ys = Float64Array.from({ length: SIDE * SIDE }, (_, i) => at(Math.floor(i / SIDE)));
    for (const [text, byHand] of GRADIENTS) {
        const ours = new Columns(text, xs, ys);
        const out = [0, 1, 2].map(() => new Float64Array(SIDE * SIDE));
        const byHandAll = loop(text, ["x", "y"], "f(x[i], y[i], out, i);");
        const called = () => { for (let i = 0; i < SIDE * SIDE; i += 1) byHand(xs[i], ys[i], out, i); };
        const ways = [() => ours.gradients(), called, () => byHandAll(byHand, xs, ys, out)];
        if (mathjs) {
            const all = [mathjs.parse(text), ...["x", "y"].map((v) => mathjs.derivative(text, v))].map((e) => e.compile());
            const scope = { x: 0, y: 0 };
            ways.push(() => {
                for (let i = 0; i < SIDE * SIDE; i += 1) {
                    scope.x = xs[i];
                    scope.y = ys[i];
                    all.forEach((one) => one.evaluate(scope));
                }
            });
        }
        results.gradients.push({ text, ...compare(ways), error: Math.max(...out.map((column, i) => apart(ours.column(i), column))) });
        show("gradients", "values and gradients", SIDE * SIDE, results.gradients);
        await new Promise((resume) => setTimeout(resume));
    }
    globalThis.results = results;
    document.getElementById("state").textContent = "Done.";
}

main().catch((error) => (document.getElementById("state").textContent = `This failed: ${error}`));
