/**
 * Opens what notebooks show in a browser: every display in light, dark and narrow, with the texts
 * that must be there, pixels that are not all the same, and nothing that is wider than the window.
 *
 *     deno run -A test/interop/displays.ts FLOW FOLDER [chromium]
 *
 * The pictures lie in FOLDER, to be looked at. The last line is "N passed, M failed".
 */
import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { inflateSync } from "node:zlib";
import { type Dataset, JUPYTER_DISPLAY, openDataset, where } from "../../mod.ts";

const [flow, folder, browser = "chromium"] = Deno.args;
const run = promisify(execFile);

const LOOKS = {
  light: { width: 1000, css: "background:#fff;color:#111" },
  dark: { width: 1000, css: "background:#111318;color:#dde1e6" },
  narrow: { width: 420, css: "background:#fff;color:#111" },
};

interface Shown {
  readonly name: string;
  readonly html: string;
  readonly texts: readonly string[];
}

await Deno.mkdir(folder, { recursive: true });
let [passed, failed] = [0, 0];
const check = (what: string, good: boolean) => {
  if (good) passed++;
  else failed++;
  if (!good) console.log(`FAILED ${what}`);
};

for (const { name, html, texts } of await displays()) {
  check(`${name}: ${html.length} characters are below 100 KB`, html.length < 100_000);
  check(`${name}: nothing comes from elsewhere`, !/(?:src|href)=["']?https?:/.test(html));
  for (const [look, { width, css }] of Object.entries(LOOKS)) {
    const page = `${folder}/${name}-${look}.html`;
    // The script writes into the title what a person would see: a page that is cut off.
    await Deno.writeTextFile(
      page,
      `<!doctype html><meta charset="utf-8"><style>svg.marks { max-width: 100%; height: auto }` +
        `</style><body style="margin:0;${css}">` +
        `<div id="cell" style="padding:12px;box-sizing:border-box;width:${width}px">${html}</div>` +
        `<script>document.title = "wide " + (cell.scrollWidth > cell.clientWidth)</script>`,
    );
    const picture = page.replace(/html$/, "png");
    const flags = ["--headless=new", "--no-sandbox", "--disable-gpu", "--hide-scrollbars"];
    const size = `--window-size=${width},1500`;
    const { stdout } = await run(browser, [...flags, size, "--dump-dom", `file://${page}`], {
      timeout: 60_000,
      maxBuffer: 2 ** 26,
    });
    for (const text of texts) check(`${name} ${look} says '${text}'`, stdout.includes(text));
    check(`${name} ${look} is not wider than its window`, stdout.includes("<title>wide false"));
    await run(browser, [...flags, size, `--screenshot=${picture}`, `file://${page}`], {
      timeout: 60_000,
    });
    check(`${name} ${look} is not blank`, coloursOf(await Deno.readFile(picture)) > 20);
  }
}
console.log(`${passed} passed, ${failed} failed`);
Deno.exit(failed > 0 ? 1 : 0);

async function displays(): Promise<Shown[]> {
  using dataset = await openDataset(flow);
  const html = async (shown: object) => {
    const bundle = await (shown as { [JUPYTER_DISPLAY](): unknown })[JUPYTER_DISPLAY]();
    const { "text/html": html, "image/svg+xml": svg } = bundle as Record<string, string>;
    return html ?? svg;
  };
  const split = await dataset.split({
    key: "face_count",
    train: .7,
    validation: .15,
    test: .15,
    replace: true,
  });
  return [
    {
      name: "dataset",
      html: await html(dataset),
      texts: ["samples of", "faces: ", "face_count", "Split", "createDistribution"],
    },
    {
      name: "distribution",
      html: await html(await dataset.createDistribution({ key: "face_count" })),
      texts: ["face_count", "bins"],
    },
    {
      name: "kinds",
      html: await html(await dataset.createDistribution({ key: "faces/face_types" })),
      texts: ["plane", "cylinder"],
    },
    {
      name: "files",
      html: await html(await dataset.getFileList({ where: where("face_count").gt(10) })),
      texts: ["found", "where face_count &gt; 10"],
    },
    {
      name: "subset",
      html: await html(await dataset.subset("train")),
      texts: ["Subset train", "subset.getItem(0)"],
    },
    ...await charts(dataset),
    { name: "split", html: await html(split), texts: ["Split by face_count", "validation"] },
  ];
}

async function charts(dataset: Dataset): Promise<Shown[]> {
  const { chart } = dataset;
  const drawn = {
    "chart-counts": [await chart.distribution("face_count"), "samples"],
    "chart-kinds": [await chart.distribution("faces/face_types"), "cylinder"],
    "chart-areas": [await chart.distribution("faces/face_areas"), "log axis"],
    "chart-scatter": [await chart.scatter("face_count", "edge_count", "subset"), "train"],
    "chart-errors": [await chart.errors(), "Errors by class"],
    "chart-splits": [await chart.splits("face_count"), "validation"],
  } as const;
  return await Promise.all(
    Object.entries(drawn).map(async ([name, [one, text]]) => ({
      name,
      html: await one.toSVG(),
      texts: [text],
    })),
  );
}

/** How many colours a PNG of 8 bits a channel has, as far as its rows are looked at. */
function coloursOf(png: Uint8Array): number {
  const view = new DataView(png.buffer, png.byteOffset);
  const [width, height] = [view.getUint32(16), view.getUint32(20)];
  const channels = png[25] === 6 ? 4 : 3;
  const parts: Uint8Array[] = [];
  for (let at = 8; at < png.length; at += view.getUint32(at) + 12) {
    if (view.getUint32(at + 4) !== 0x49444154) continue; // IDAT
    parts.push(png.subarray(at + 8, at + 8 + view.getUint32(at)));
  }
  const pixels = inflateSync(concat(parts));
  const seen = new Set<number>();
  // Filtered rows differ as the pixels do, which is enough to tell a picture from a blank one.
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const i = y * (1 + width * channels) + 1 + x * channels;
      seen.add((pixels[i] << 16) | (pixels[i + 1] << 8) | pixels[i + 2]);
    }
  }
  return seen.size;
}

function concat(parts: readonly Uint8Array[]): Uint8Array {
  const all = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}
