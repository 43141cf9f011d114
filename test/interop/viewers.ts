/**
 * Opens previews and 3D viewers in a browser: in light, dark and narrow, with texts that must be
 * there, pixels that are not all the same, clicks that pick faces and measure, and a kernel that is
 * told of them.
 *
 *     deno run -A test/interop/viewers.ts FLOW FOLDER [chromium]
 *
 * The pictures lie in FOLDER, to be looked at. The last line is "N passed, M failed".
 */
import { join } from "node:path";
import { DatasetViewer, JUPYTER_DISPLAY, openDataset, where } from "../../mod.ts";
import { readPng } from "../helpers/read_png.ts";
import { Browser } from "./browser.ts";

const [flow, folder, program = "chromium"] = Deno.args;

const LOOKS = {
  light: { width: 1000, height: 640, dark: false, css: "background:#fff;color:#111" },
  dark: { width: 1000, height: 640, dark: true, css: "background:#111318;color:#dde1e6" },
  narrow: { width: 420, height: 720, dark: false, css: "background:#fff;color:#111" },
};

let [passed, failed] = [0, 0];
let last: { png: Uint8Array; picture: ReturnType<typeof readPng> } | null = null;
const check = (what: string, good: boolean) => {
  if (good) passed++;
  else failed++;
  if (!good) console.log(`FAILED ${what}`);
};

await Deno.mkdir(folder, { recursive: true });
const profile = await Deno.makeTempDir();
const browser = await Browser.start(program, profile);
try {
  using dataset = await openDataset(flow);
  await previews(dataset);
  await viewers(dataset);
  await cell(dataset);
} finally {
  await browser.close();
  await Deno.remove(profile, { recursive: true }).catch(() => {});
}
console.log(`${passed} passed, ${failed} failed`);
Deno.exit(failed > 0 ? 1 : 0);

type Opened = Awaited<ReturnType<typeof openDataset>>;

/** Grids of pictures, as cells show them, and as files. */
async function previews(dataset: Opened): Promise<void> {
  const viewer = DatasetViewer.fromDataset(dataset);
  const grids = {
    previews: await dataset.preview(null, { k: 12, labelFormat: "{name}: {face_count} faces" }),
    "previews-by-kind": await viewer.showSearchResults(where("face_count").gt(8), {
      k: 8,
      gridCols: 4,
      colorBy: "faces/face_types",
      savePath: join(folder, "grid.png"),
    }),
  };
  for (const [name, grid] of Object.entries(grids)) {
    check(`${name}: all are drawn`, grid.cells.every(({ png }) => png !== null));
    const html = grid[JUPYTER_DISPLAY]()["text/html"];
    check(`${name}: ${html.length} characters are below 100 KB`, html.length < 100_000);
    check(`${name}: nothing comes from elsewhere`, !/(?:src|href)=["']?https?:/.test(html));
    for (const [look, { width, dark, css }] of Object.entries(LOOKS)) {
      const path = join(folder, `${name}-${look}.html`);
      await Deno.writeTextFile(
        path,
        `<!doctype html><meta charset="utf-8"><body style="margin:0;${css}">` +
          `<div id="cell" style="padding:12px;box-sizing:border-box">${html}</div>`,
      );
      await browser.open(`file://${path}`, width, 900, dark);
      const text = String(await browser.evaluate("document.body.innerText"));
      for (const { label } of grid.cells) {
        check(`${name} ${look} says ${label}`, text.includes(label));
      }
      const wide = await browser.evaluate("cell.scrollWidth > cell.clientWidth");
      check(`${name} ${look} is not wider than its window`, wide === false);
      const loaded = "[...document.images].every((one) => one.naturalWidth > 20)";
      check(`${name} ${look} shows its pictures`, await browser.evaluate(loaded) === true);
      const colours = await picture(`${name}-${look}`);
      check(`${name} ${look} is not blank: ${colours} colours`, colours > 100);
    }
  }
  const { width } = readPng(await Deno.readFile(join(folder, "grid.png")));
  check(`the grid is a picture ${width} pixels wide`, width === 20 + 4 * 276);
}

/** Pages of a sample: what is seen, what a click picks, what is measured. */
async function viewers(dataset: Opened): Promise<void> {
  const id = (await dataset.getSampleList({ where: where("face_count").gt(15) }))[0];
  const viewer = await dataset.preview3D(id);
  const pages = {
    viewer: () => viewer.clearFaceColors(),
    "viewer-by-kind": () => viewer.colorBy("faces/face_types"),
    "viewer-groups": () => viewer.colorFacesByGroups({ first: [0, 1, 2], others: [3, 4] }),
  };
  for (const [name, colour] of Object.entries(pages)) {
    const one = colour();
    const html = await one.html();
    check(`${name}: ${html.length} characters are below 1 MB`, html.length < 1_000_000);
    check(`${name}: nothing comes from elsewhere`, !/(?:src|href)=["']?https?:/.test(html));
    const path = join(folder, `${name}.html`);
    await one.savePage(path);
    for (const [look, { width, height, dark }] of Object.entries(LOOKS)) {
      await browser.open(`file://${path}`, width, height, dark);
      await browser.until("document.querySelector('#legend') !== null");
      await settle();
      const isDark = await browser.evaluate("document.documentElement.className === 'dark'");
      check(`${name} ${look} is ${dark ? "dark" : "light"}`, isDark === dark);
      const fits = await browser.evaluate(
        "[...document.querySelectorAll('header > *')].every((one) => " +
          "one.getBoundingClientRect().right <= innerWidth)",
      );
      check(`${name} ${look}: its controls fit`, fits === true);
      const legend = String(await browser.evaluate("document.querySelector('#legend').innerText"));
      if (name === "viewer-by-kind") check(`${name} ${look}: a legend`, legend.includes("plane ("));
      if (name === "viewer-groups") {
        check(`${name} ${look}: a legend`, legend.includes("first (3)"));
      }
      const before = await browser.picture();
      const { x, y } = await bodyPixel(before, width, height);
      await browser.click(x, y);
      await browser.until("document.querySelector('#picked h2') !== null");
      await settle();
      const picked = String(await browser.evaluate("document.querySelector('#picked').innerText"));
      check(`${name} ${look}: a click picks a face: ${picked}`, /^Face \d+/.test(picked));
      check(`${name} ${look}: its values are shown`, /area\s+[\d.]+ mm²/.test(picked));
      check(`${name} ${look}: the dataset's too`, picked.includes("faces/face_types"));
      const colours = await picture(`${name}-${look}`);
      check(`${name} ${look} is not blank: ${colours} colours`, colours > 100);
      const [pixel] = pixels(await browser.picture(), [[x, y]], width);
      check(`${name} ${look}: the face has another colour: ${pixel}`, pixel[0] > pixel[1] + 60);
      await browser.evaluate(
        "document.dispatchEvent(new KeyboardEvent('keydown', {key:'Escape'}))",
      );
      const none = await browser.evaluate("document.querySelector('#picked h2') === null");
      check(`${name} ${look}: Escape picks nothing`, none === true);
    }
  }
  await measure();
}

/** A distance, on the page that is open. */
async function measure(): Promise<void> {
  const { width, height } = LOOKS.light;
  await browser.open(`file://${join(folder, "viewer.html")}`, width, height, false);
  await browser.until("document.querySelector('#legend') !== null");
  await browser.evaluate(
    "[...document.querySelectorAll('button')].find((one) => one.innerText === 'Front').click()",
  );
  await settle();
  const { x, y } = await bodyPixel(await browser.picture(), width, height);
  await browser.evaluate(
    "[...document.querySelectorAll('button')].find((one) => one.innerText === 'Measure').click()",
  );
  await browser.click(x - 4, y);
  await browser.click(x + 4, y + 4);
  await settle();
  const told = String(await browser.evaluate("document.querySelector('#picked').innerText"));
  const [distance, inX] = ["distance", "in x"].map((name) =>
    Math.abs(Number(new RegExp(`${name}\\s+(-?[\\d.e-]+)`).exec(told)?.[1]))
  );
  check(`a distance is measured: ${told}`, distance > 0 && distance >= inX - 1e-6);
  await picture("viewer-measured");
}

/** The output of a cell: a frame, that follows its page's colours and reaches its kernel. */
async function cell(dataset: Opened): Promise<void> {
  // A kernel's comms stand in, as far as a viewer awaits a page.
  const comms = Symbol.for("Jupyter.comms");
  Object.defineProperty(globalThis, comms, { value: { register: () => {} }, configurable: true });
  const viewer = await dataset.preview3D(0);
  const { "text/html": html } = await viewer[JUPYTER_DISPLAY]();
  Reflect.deleteProperty(globalThis, comms);
  check(`a cell: ${html.length} characters are below 1 MB`, html.length < 1_000_000);
  const path = join(folder, "cell-dark.html");
  const kernel = "{comm_manager: {new_comm: (target) => (window.target = target, " +
    "{send: (message) => window.sent.push(message), on_msg: (take) => window.take = take})}}";
  await Deno.writeTextFile(
    path,
    `<!doctype html><meta charset="utf-8"><body style="background:#111318;color:#ddd">` +
      `<script>sent = []; relayed = []; Jupyter = {notebook: {kernel: ${kernel}}};` +
      `addEventListener("message", ({data}) => relayed.push(data.message))</script>` +
      `<p>[1]: viewer</p>${html}`,
  );
  const { width, height } = LOOKS.dark;
  await browser.open(`file://${path}`, width, height, false);
  const frame = "document.querySelector('iframe').contentDocument";
  await browser.until(`${frame}.querySelector('#legend') !== null`);
  await settle();
  const dark = await browser.evaluate(`${frame}.documentElement.className === 'dark'`);
  check("a cell's viewer is dark where its page is", dark === true);
  const { x, y } = await bodyPixel(await browser.picture(), width, height);
  await browser.click(x, y);
  await browser.until("sent.length > 1");
  const faces = await browser.evaluate("sent.at(-1).faces");
  check(`a comm tells the kernel of ${faces}`, Array.isArray(faces) && faces.length === 1);
  await browser.until("relayed.length > 1");
  const relayed = await browser.evaluate("relayed.at(-1).faces[0] === sent.at(-1).faces[0]");
  check("a page around it is told the same", relayed === true);
  await browser.evaluate(
    "take({content: {data: {kind: 'state', state: {view: 'top', edges: false, colourBy: 'kind', " +
      "painted: [], selected: [1, 2], legend: []}}}})",
  );
  await settle();
  const told = String(await browser.evaluate(`${frame}.querySelector('#picked').innerText`));
  check(`the kernel picks faces: ${told}`, told.includes("[1, 2]"));
  const pressed = `${frame}.querySelector('[aria-pressed=true]') === null`;
  check("the kernel hides edges", await browser.evaluate(pressed) === true);
  const colours = await picture("cell-dark");
  check(`a cell is not blank: ${colours} colours`, colours > 100);
}

/** Two pictures have been drawn since what was last done. */
async function settle(): Promise<void> {
  await browser.evaluate(
    "new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)))",
  );
}

/** Keeps what is seen; says how many colours it has. */
async function picture(name: string): Promise<number> {
  const png = await browser.picture();
  await Deno.writeFile(join(folder, `${name}.png`), png);
  const { data } = readPng(png);
  return new Set(new Uint32Array(data.buffer)).size;
}

/** A place in the picture where the body is: a pixel that the background is far from. */
function bodyPixel(png: Uint8Array, width: number, height: number): { x: number; y: number } {
  const offsets = Array.from({ length: 400 }, (_, i) => {
    const [turn, away] = [i * 2.4, 4 * Math.sqrt(i)];
    return [width / 2 + away * Math.cos(turn), height / 2 + away * Math.sin(turn)];
  });
  const places = offsets.map(([x, y]) => [Math.round(x), Math.round(y)] as [number, number])
    .filter(([x, y]) => x > 8 && y > 130 && x < width - 8 && y < height - 40);
  const around = (x: number, y: number): [number, number][] =>
    [-4, 0, 4].flatMap((dx) => [-4, 0, 4].map((dy): [number, number] => [x + dx, y + dy]));
  for (const [x, y] of places) {
    const found = pixels(png, around(x, y), width);
    // The background has no hue; a body, light steel or coloured, is even around the place.
    const even = found.every((one) => one.every((part, i) => Math.abs(part - found[0][i]) < 6));
    const hue = Math.max(...found[0]) - Math.min(...found[0]);
    if (even && hue > 18) return { x, y };
  }
  throw new Error("no place of the picture shows a body");
}

function pixels(png: Uint8Array, places: [number, number][], width: number): number[][] {
  const { data } = read(png);
  return places.map(([x, y]) => [...data.subarray(4 * (y * width + x), 4 * (y * width + x) + 3)]);
}

/** Reading a picture takes a moment, and the same is asked for often. */
function read(png: Uint8Array): ReturnType<typeof readPng> {
  if (last?.png !== png) last = { png, picture: readPng(png) };
  return last.picture;
}
