/**
 * SVG to PNG, and its texts to outlines: with a font that comes along, so that a picture is the
 * same on every machine.
 *
 * @module
 */
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";
import { stackFrames } from "../base/node/stack_frames.ts";

/** How a picture is made. */
interface RasterizeOptions {
  /** Pixels of the picture for one of the SVG. */
  readonly scale: number;
  /** A colour of CSS, null for none. */
  readonly background: string | null;
}

/** Draws an SVG as PNG. */
export async function svgToPng(
  svg: string,
  { scale, background }: RasterizeOptions,
): Promise<Uint8Array> {
  return await withPicture(svg, (picture) => picture.render().asPng(), {
    fitTo: { mode: "zoom", value: scale },
    ...background === null ? {} : { background },
  });
}

/** An SVG without texts: what was text is outlines, and looks the same without any font. */
export async function outlineSvg(svg: string): Promise<string> {
  return await withPicture(svg, (picture) => picture.toString());
}

/** The font that texts are drawn with; Inter, see `fonts/OFL.txt`. */
const FAMILY = "Inter";

/** The files of the font by the letters that they have beside those of the first. */
const LETTERS: readonly (readonly [name: string, letters: RegExp | null])[] = [
  ["latin", null],
  ["latin-ext", /[\u0100-\u02ff\u1e00-\u1eff\u20a0-\u20c0]/],
  ["greek", /[\u0370-\u03ff]/],
  ["cyrillic", /[\u0400-\u045f\u0490\u0491\u2116]/],
];
const WEIGHTS = [400, 600];

type Resvg = typeof import("@resvg/resvg-wasm");
type Picture = InstanceType<Resvg["Resvg"]>;

async function withPicture<T>(
  svg: string,
  work: (picture: Picture) => T,
  options: NonNullable<ConstructorParameters<Resvg["Resvg"]>[1]> = {},
): Promise<T> {
  const { Resvg } = await loadResvg();
  const names = LETTERS.filter(([, letters]) => letters === null || letters.test(svg))
    .flatMap(([name]) => WEIGHTS.map((weight) => `inter-${name}-${weight}.woff2`));
  const fontBuffers = await Promise.all(names.map(readFont));
  const picture = new Resvg(svg, {
    ...options,
    font: { fontBuffers, defaultFontFamily: FAMILY, sansSerifFamily: FAMILY },
  });
  try {
    return work(picture);
  } finally {
    picture.free();
  }
}

/** Its code is instantiated once a process: the package keeps it, and refuses a second time. */
let loading: Promise<Resvg> | null = null;

function loadResvg(): Promise<Resvg> {
  return loading ??= (async () => {
    const resvg = await import("@resvg/resvg-wasm");
    await resvg.initWasm(await readFile(wasmPath(resvg)));
    return resvg;
  })();
}

/** Where the package's WebAssembly lies. */
function wasmPath({ Resvg }: Resvg): string {
  try {
    return createRequire(import.meta.url).resolve("@resvg/resvg-wasm/index_bg.wasm");
  } catch {
    return fileURLToPath(new URL("index_bg.wasm", moduleByItself(Resvg)));
  }
}

/**
 * The module as it stands in a trace of its own: a package in Deno's cache, or in the node_modules
 * of a project that links Trunnion, is found in no other way.
 */
function moduleByItself(Resvg: Resvg["Resvg"]): string {
  try {
    new Resvg("<svg/>"); // refused, as there is no WebAssembly yet
  } catch (error) {
    const found = stackFrames(error as Error).find(({ url }) => /^file:.*index\.m?js$/.test(url));
    if (found !== undefined) return found.url;
  }
  throw new Error("Cannot find the code of @resvg/resvg-wasm. Install the dependencies again.");
}

async function readFont(name: string): Promise<Uint8Array> {
  const url = new URL(`./fonts/${name}`, import.meta.url);
  if (url.protocol === "file:") return await readFile(url);
  return new Uint8Array(await (await fetch(url)).arrayBuffer());
}
