import { inflateSync } from "node:zlib";
import { afterEach, describe, expect, test } from "vitest";
import { JUPYTER_DISPLAY } from "../../../src/base/jupyter_display.ts";
import type { NotebookComm } from "../../../src/base/notebook/notebook_comms.ts";
import type { Brep } from "../../../src/cad/brep.ts";
import { CadViewer, type CadViewerOptions, quickView } from "../../../src/cad/viewer/cad_viewer.ts";
import type { ViewerData, ViewerState } from "../../../src/cad/viewer/viewer_data.ts";
import { box, cylinder } from "../../helpers/breps.ts";
import { loaderOf } from "../../helpers/model_of.ts";
import { temporaryFolder } from "../../helpers/temporary_folder.ts";

const folder = temporaryFolder();
const COMMS = Symbol.for("Jupyter.comms");
const here = globalThis as Record<symbol, unknown>;
afterEach(() => void delete here[COMMS]);

const open = (options: CadViewerOptions = {}, ...breps: Brep[]) =>
  CadViewer.open("part.step", {
    loader: loaderOf(...breps.length > 0 ? breps : [box(1, 2, 3), cylinder(1, 2)]),
    ...options,
  });

/** The text of an element of a page. */
function partOf(page: string, id: string): string {
  return new RegExp(`id="${id}">([^<]*)<`).exec(page)![1];
}

async function dataOf(viewer: CadViewer): Promise<ViewerData> {
  return JSON.parse(partOf(await viewer.html(), "data"));
}

async function stateOf(viewer: CadViewer): Promise<ViewerState> {
  return (await dataOf(viewer)).state;
}

describe("the page", () => {
  test("has all bodies, what is known of their faces, and nothing from elsewhere", async () => {
    const viewer = await open();
    const page = await viewer.html();
    const { title, unit, bodies, columns } = await dataOf(viewer);
    expect([title, unit, viewer.faceCount]).toEqual(["part.step", "mm", 9]);
    expect(bodies.map(({ faces, name }) => [faces, name])).toEqual([[6, "body 0"], [3, "body 1"]]);
    expect(viewer.columns).toEqual(["kind", "area"]);
    expect(columns[0].values.slice(5)).toEqual(["plane", "cylinder", "plane", "plane"]);
    expect(columns[1].values[6]).toBeCloseTo(4 * Math.PI, 5);
    expect(page).not.toMatch(/(?:src|href)=["']?https?:/);
    expect(page.length).toBeLessThan(300_000);
    const bytes = inflateSync(Uint8Array.fromBase64(partOf(page, "bodies")));
    expect(bytes.length).toBeGreaterThan(1000);
  });

  test("no name of a file can end the element that it stands in", async () => {
    const viewer = await open({ title: `</script><img src=x onerror="alert(1)">&amp;` });
    const page = await viewer.html();
    expect(page).not.toContain("<img");
    expect(page.match(/<\/script>/g)!.length).toBe(4);
    const bundle = await viewer[JUPYTER_DISPLAY]();
    expect(bundle["text/html"].match(/^<iframe title="[^"]*" srcdoc="[^"]*" style="[^"]*" [a-z]+>/))
      .not.toBeNull();
  });

  test("is written as a file, and shown in a cell of at most 1 MB", async () => {
    const viewer = await open();
    const path = `${folder("page")}/part.html`;
    await viewer.savePage(path);
    expect(await Deno.readTextFile(path)).toBe(await viewer.html());
    const bundle = await viewer[JUPYTER_DISPLAY]();
    expect(bundle["text/html"].length).toBeLessThan(1_000_000);
    expect(bundle["text/plain"]).toBe("CadViewer of 'part.step': 2 bodies, 9 faces");
    expect(Deno.inspect(viewer)).toBe(bundle["text/plain"]);
  });

  test("shows one body alone where it is asked for", async () => {
    const viewer = await open({ body: 1 });
    expect((await dataOf(viewer)).bodies.map(({ name }) => name)).toEqual(["body 1"]);
    await expect(open({ body: 7 })).rejects.toThrow("its index must be from 0 to 1, found 7");
  });

  test("quickView is the same by another name", async () => {
    const viewer = await quickView("part.step", { loader: loaderOf(box(1, 1, 1)) });
    expect(viewer).toBeInstanceOf(CadViewer);
  });
});

describe("colours", () => {
  test("faces are coloured by what is known, and by values of one's own", async () => {
    const viewer = await open({ values: { label: new Int32Array(9).fill(2) } });
    expect(await stateOf(viewer.colorBy("label"))).toMatchObject({ colourBy: "label" });
    await viewer.colorBy([1, 2, 3, 4, 5, 6, 7, 8, NaN], "score");
    const { state, columns } = await dataOf(viewer);
    expect(state.colourBy).toBe("score");
    expect(columns.at(-1)).toEqual({ name: "score", values: [1, 2, 3, 4, 5, 6, 7, 8, null] });
    expect(() => viewer.colorBy("aria")).toThrow("Did you mean 'area'?");
    expect(() => viewer.colorBy([1, 2])).toThrow("for each of the 9 faces, found 2");
  });

  test("single faces and groups get colours, until they are cleared", async () => {
    const viewer = await open();
    viewer.setFaceColor(0, [255, 0, 0]).setFaceColor(new Set([1, 2]), "#00ff00");
    expect((await stateOf(viewer)).painted).toEqual([
      [0, "#ff0000"],
      [1, "#00ff00"],
      [2, "#00ff00"],
    ]);
    viewer.colorFacesByGroups({ holes: [6], rest: [0, 1] }, ["#112233", "#445566"]);
    const { painted, legend } = await stateOf(viewer);
    expect(painted).toEqual([[6, "#112233"], [0, "#445566"], [1, "#445566"]]);
    expect(legend).toEqual([["holes (1)", "#112233"], ["rest (2)", "#445566"]]);
    viewer.colorFacesByGroups([[0], [1]]);
    expect((await stateOf(viewer)).legend[1][0]).toBe("group 1 (1)");
    expect(() => viewer.colorFacesByGroups([[0], [1]], ["#111111"])).toThrow("found 1 colour");
    viewer.clearFaceColors();
    expect(await stateOf(viewer)).toMatchObject({ painted: [], legend: [], colourBy: null });
  });

  test("a face that there is not is refused, and so is what is no colour or view", async () => {
    const viewer = await open();
    expect(() => viewer.setFaceColor(9, "#fff")).toThrow("faces are counted from 0 to 8");
    expect(() => viewer.setFaceColor(0, "red")).toThrow('must be "#rrggbb"');
    expect(() => viewer.setView("fornt" as "front")).toThrow("Did you mean 'front'?");
    expect(await stateOf(viewer.setView("top").showEdges(false))).toMatchObject({
      view: "top",
      edges: false,
    });
  });
});

describe("what is picked", () => {
  test("cannot be told where no page is heard, with what to do", async () => {
    const viewer = await open();
    expect(() => viewer.getSelectedFaces()).toThrow("no page can tell this program");
    expect(() => viewer.link()).toThrow("trunnion kernel install");
    expect(viewer.select([3, 4]).getSelectedFaces()).toEqual([3, 4]);
  });

  test("is told by a page that opens a comm, which is told of colours", async () => {
    const targets = new Map<string, (comm: NotebookComm) => void>();
    const sent: unknown[] = [];
    here[COMMS] = { register: (name: string, open: () => void) => targets.set(name, open) };
    const viewer = await open();
    const html = (await viewer[JUPYTER_DISPLAY]())["text/html"];
    const [target] = [...targets.keys()];
    expect(html).toContain(target);
    expect(() => viewer.getSelectedFaces()).toThrow("no page of this viewer has said so");
    const comm = { send: (data: unknown) => sent.push(data) } as unknown as NotebookComm;
    targets.get(target)!(comm);
    comm.onMessage({ kind: "selected", faces: [5] }, []);
    expect(viewer.getSelectedFaces()).toEqual([5]);
    viewer.setFaceColor(1, "#ffffff");
    expect(sent).toMatchObject([{ kind: "state", state: { painted: [[1, "#ffffff"]] } }]);
    comm.onClose({});
    viewer.clearFaceColors();
    expect(sent.length).toBe(1);
  });

  test("is passed on by a widget where pages reach no kernel", async () => {
    const comm = { id: "c", send: () => {} } as unknown as NotebookComm;
    let opened: { state: Record<string, unknown> } | null = null;
    here[COMMS] = {
      register: () => {},
      open: (_: string, data: { state: Record<string, unknown> }) => {
        opened = data;
        return comm;
      },
    };
    const viewer = await open();
    const bundle = viewer.link()[JUPYTER_DISPLAY]();
    expect(bundle).toHaveProperty(["application/vnd.jupyter.widget-view+json"]);
    expect(opened!.state._esm).toContain('model.set("selected"');
    comm.onMessage({ method: "update", state: { selected: [1, 2] } }, []);
    expect(viewer.getSelectedFaces()).toEqual([1, 2]);
  });
});
