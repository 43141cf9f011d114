import { afterEach, beforeEach, expect, test } from "vitest";
import {
  type CommExtras,
  type NotebookComm,
  type NotebookComms,
  notebookComms,
} from "../../../src/base/notebook/notebook_comms.ts";
import { NotebookWidget } from "../../../src/base/notebook/notebook_widget.ts";

const COMMS = Symbol.for("Jupyter.comms");
const here = globalThis as Record<symbol, unknown>;

let sent: { target?: string; data: unknown; extras?: CommExtras }[];
let comm: NotebookComm;
beforeEach(() => {
  sent = [];
  const comms: NotebookComms = {
    open(target, data, extras) {
      sent.push({ target, data, extras });
      return comm = {
        id: "c1",
        target,
        onMessage: () => {},
        onClose: () => {},
        send: (data, extras) => void sent.push({ data, extras }),
        close: () => void sent.push({ data: "closed" }),
      };
    },
    register: () => {},
  };
  here[COMMS] = comms;
});
afterEach(() => void delete here[COMMS]);

test("outside of Trunnion's notebooks there are no comms and no widgets", () => {
  delete here[COMMS];
  expect(notebookComms()).toBeUndefined();
  expect(NotebookWidget.open({ esm: "", state: {} })).toBeUndefined();
});

test("a widget is opened as anywidget's are, and shown by its comm", () => {
  const widget = NotebookWidget.open({ esm: "export default {}", state: { picked: [] } })!;
  expect(sent).toMatchObject([{
    target: "jupyter.widget",
    data: {
      state: {
        _model_module: "anywidget",
        _view_name: "AnyView",
        _esm: "export default {}",
        picked: [],
      },
      buffer_paths: [],
    },
    extras: { metadata: { version: "2.1.0" } },
  }]);
  expect(widget.bundle()).toEqual({
    "application/vnd.jupyter.widget-view+json": {
      model_id: "c1",
      version_major: 2,
      version_minor: 1,
    },
  });
});

test("both ends know the state", () => {
  const widget = NotebookWidget.open({ esm: "", state: { picked: [], zoom: 1 } })!;
  const changes: unknown[] = [];
  widget.onChange = (change) => changes.push(change);
  comm.onMessage({ method: "update", state: { picked: [3] }, buffer_paths: [] }, []);
  expect(widget.state).toEqual({ picked: [3], zoom: 1 });
  expect(changes).toEqual([{ picked: [3] }]);
  widget.set({ zoom: 2 });
  expect(sent.at(-1)!.data).toEqual({ method: "update", state: { zoom: 2 }, buffer_paths: [] });
  // A page that was opened again asks for all.
  comm.onMessage({ method: "request_state" }, []);
  expect(sent.at(-1)!.data).toMatchObject({
    method: "update",
    state: { _model_module: "anywidget", picked: [3], zoom: 2 },
  });
});

test("what is no state passes both ways", () => {
  const widget = NotebookWidget.open({ esm: "", state: {} })!;
  const heard: unknown[] = [];
  widget.onMessage = (content, buffers) => heard.push(content, buffers);
  comm.onMessage({ method: "custom", content: { a: 1 } }, [Uint8Array.of(1)]);
  expect(heard).toEqual([{ a: 1 }, [Uint8Array.of(1)]]);
  widget.send({ b: 2 }, [Uint8Array.of(2)]);
  expect(sent.at(-1)).toEqual({
    data: { method: "custom", content: { b: 2 } },
    extras: { buffers: [Uint8Array.of(2)] },
  });
  widget.close();
  expect(sent.at(-1)!.data).toBe("closed");
});
