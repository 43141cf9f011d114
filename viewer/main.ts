/**
 * The page of a viewer. It finds its data and the bytes of the bodies in the page it is in.
 *
 * @module
 */
import type { ViewerData, ViewerMessage, ViewerState } from "../src/cad/viewer/viewer_data.ts";
import { connect } from "./kernel.ts";
import { Measure } from "./measure.ts";
import { paint } from "./paint.ts";
import { BodyScene } from "./scene.ts";
import { STYLE } from "./style.ts";
import { isDark } from "./theme.ts";
import { Tools } from "./tools.ts";

/** Pixels that the pointer may move in a click. */
const STILL = 4;

const style = document.createElement("style");
style.textContent = STYLE;
document.head.append(style);
document.documentElement.classList.toggle("dark", isDark());
try {
  show(JSON.parse(textOf("data")), await bytesOf("bodies"));
} catch (error) {
  const fault = document.createElement("div");
  fault.id = "fault";
  fault.textContent = `This browser cannot show the part in 3D: ${(error as Error).message}`;
  document.body.append(fault);
}

function show(data: ViewerData, bytes: Uint8Array): void {
  const stage = document.createElement("main");
  stage.id = "stage";
  const canvas = document.createElement("canvas");
  stage.append(canvas);
  document.body.append(stage);
  let state: ViewerState = data.state;
  const scene = new BodyScene(canvas, data, bytes);
  const dark = document.documentElement.classList.contains("dark");
  const refresh = () => {
    scene.colour(paint(data, state));
    scene.showEdges(state.edges, dark ? "#0b0e12" : "#1c242e");
    tools.show(state);
  };
  const change = (next: Partial<ViewerState>) => {
    state = { ...state, ...next };
    refresh();
  };
  const tools = new Tools(data, state, {
    look: (view) => scene.look(view),
    showEdges: (edges) => change({ edges }),
    measure: (on) => {
      stage.classList.toggle("picks", on);
      measure.turn(on);
      if (!on) tools.show(state);
    },
    colourBy: (colourBy) => change({ colourBy, painted: [], legend: [] }),
  });
  const measure = new Measure(scene, tools, data.unit, stage);
  const send = data.target === null ? null : connect(data.target, (message: ViewerMessage) => {
    if (message.kind !== "state") return;
    if (message.state.view !== state.view) scene.look(message.state.view);
    change(message.state);
  });
  const select = (selected: readonly number[]) => {
    change({ selected });
    send?.({ kind: "selected", faces: selected });
  };
  send?.({ kind: "selected", faces: state.selected });

  let pressed: { x: number; y: number } | null = null;
  canvas.onpointerdown = ({ clientX: x, clientY: y }) => void (pressed = { x, y });
  canvas.onpointerup = ({ clientX: x, clientY: y, shiftKey }) => {
    const moved = pressed === null || Math.hypot(x - pressed.x, y - pressed.y) > STILL;
    pressed = null;
    if (moved) return;
    const hit = scene.hit(x, y);
    if (measure.on) return hit === null ? undefined : measure.take(hit);
    if (hit === null) return select([]);
    const { selected } = state;
    if (!shiftKey) return select([hit.face]);
    select(
      selected.includes(hit.face)
        ? selected.filter((face) => face !== hit.face)
        : [...selected, hit.face],
    );
  };
  document.addEventListener("keydown", ({ key }) => {
    if (key === "Escape") select([]);
  });
  scene.look(state.view);
  refresh();
}

function textOf(id: string): string {
  return document.getElementById(id)!.textContent!;
}

async function bytesOf(id: string): Promise<Uint8Array> {
  const packed = Uint8Array.from(atob(textOf(id)), (character) => character.charCodeAt(0));
  const stream = new Blob([packed]).stream().pipeThrough(new DecompressionStream("deflate"));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}
