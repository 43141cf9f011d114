import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { expect, test } from "vitest";
import { compileFile } from "../../../src/cad/occt/compile_file.ts";
import { temporaryFolder } from "../../pipeline/helpers.ts";

/** The least module that exports something: a global that is 7. */
const SEVEN = "0061736d01000000" + "0606017f0041070b" + "07090105736576656e0300";

test("a file of WebAssembly is compiled whole, and another is refused", () => {
  const path = join(temporaryFolder(), "seven.wasm"), address = pathToFileURL(path);
  writeFileSync(path, SEVEN, "hex");
  const { exports } = new WebAssembly.Instance(compileFile(address));
  expect((exports.seven as WebAssembly.Global).value).toBe(7);
  writeFileSync(path, SEVEN.slice(0, -2), "hex");
  expect(() => compileFile(address)).toThrow(WebAssembly.CompileError);
  expect(() => compileFile(new URL("none.wasm", address))).toThrow("none.wasm");
});
