/**
 * What the engine, a `deno jupyter`, is told to load before the first cell.
 *
 * @module
 */
import { installQuestions } from "./asking.ts";
import { AtHand } from "./at_hand.ts";
import { broadcast, broadcastAtOnce, notebook } from "./broadcast.ts";
import { CellRunner } from "./cell_runner.ts";
import { readCommands } from "./commands.ts";
import { type CommMessage, Comms } from "./comms.ts";
import { dieWithParent } from "./die_with_parent.ts";
import { COMM_END, LATE_ERROR, PONG } from "./end_types.ts";
import { Interrupted, shownError } from "./end_error.ts";
import { Interruption } from "./interruption.ts";
import type { ModuleOptions } from "../../imports/module_options.ts";
import { CellModules } from "./modules.ts";
import { redirectStreams } from "./streams.ts";

/** The name by which cells, too, import what tables and charts come from. */
const TRUNNION = "trunnion";

/** Prepares the engine. Its cells find the result as `__trunnion`. */
export function install(options: ModuleOptions): void {
  dieWithParent();
  Deno.chdir(new URL(".", options.cell));
  redirectStreams();
  // What code sends itself keeps the order of output, too.
  notebook.broadcast = broadcast;
  installQuestions();
  reportLateErrors();
  const interruption = new Interruption();
  const modules = new CellModules(options);
  const atHand = new AtHand(() => modules.import(TRUNNION));
  const runner = new CellRunner(interruption, atHand);
  const comms = new Comms();
  define("__trunnion", {
    run: runner.run.bind(runner),
    end: runner.end.bind(runner),
    evaluate: runner.evaluate.bind(runner),
    wait: interruption.wait.bind(interruption),
    iterate: interruption.iterate.bind(interruption),
    import: modules.import.bind(modules),
    meta: {
      url: options.cell,
      main: false,
      resolve: (to: string) => new URL(to, options.cell).href,
    },
  });
  define("display", atHand.display);
  define("table", atHand.table);
  define("chart", atHand.chart);
  Object.defineProperty(globalThis, Symbol.for("Jupyter.interrupt"), {
    value: () => interruption.signal(),
  });
  Object.defineProperty(globalThis, Symbol.for("Jupyter.comms"), { value: comms });
  readCommands({
    interrupt: (cell) => interruption.interrupt(cell),
    ping: (id) => broadcastAtOnce(PONG, { id }),
    comm(message, id) {
      try {
        comms.take(message as CommMessage);
      } finally {
        broadcast(COMM_END, { id });
      }
    },
  });
}

/** Shows errors that no cell waits for, which would end the engine. */
function reportLateErrors(): void {
  const report = (thrown: unknown) => {
    if (thrown instanceof Interrupted) return;
    broadcast(LATE_ERROR, { ...shownError(thrown) });
  };
  globalThis.addEventListener("error", (event) => {
    event.preventDefault();
    report(event.error ?? event.message);
  });
  globalThis.addEventListener("unhandledrejection", (event) => {
    event.preventDefault();
    report(event.reason);
  });
}

function define(name: string, value: unknown): void {
  Object.defineProperty(globalThis, name, { value, configurable: true, writable: true });
}
