import { existsSync } from "node:fs";
import { sha256OfFile } from "../../src/base/sha256.ts";
import { createModel } from "../../src/cad/assembly/cad_model.ts";
import type { Body, Brep, Instance } from "../../src/cad/brep.ts";
import type { CadLoader } from "../../src/cad/cad_loader.ts";

/** A loader whose every file has these bodies, and that says which files were opened. */
export function loaderOf(...breps: readonly (Brep | Body)[]): CadLoader & { opened: string[] } {
  const here: Instance = { transform: null, path: [] };
  const bodies = breps.map((one, index): Body =>
    "brep" in one
      ? one
      : { index, kind: "solid", name: `body ${index}`, brep: one, instances: [here] }
  );
  const opened: string[] = [];
  return {
    opened,
    createFromFile(path) {
      opened.push(path);
      return Promise.resolve(createModel({
        path,
        hash: existsSync(path) ? sha256OfFile(path) : "0".repeat(64),
        size: 1,
        bodies,
        provenance: {
          kernel: "none",
          kernelVersion: "1",
          reader: "test",
          units: "mm",
          fileUnits: "mm",
          format: "STEP",
        },
        timings: { read: 0, kernel: 0, parse: 0 },
      }));
    },
    close: () => Promise.resolve(),
  };
}
