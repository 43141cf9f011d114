import { beforeAll, describe, expect, test } from "vitest";
import { TrunnionError } from "../../../src/base/errors.ts";
import { describeFailure, ReadFailure } from "../../../src/cad/occt/failure.ts";
import { loadOcct, type OpenCascade } from "../../../src/cad/occt/load_occt.ts";
import { occtException } from "../../../src/cad/occt/step_engine.ts";

let oc: OpenCascade;
const engine = { exceptionOf: (error: unknown) => occtException(oc, error) };
beforeAll(async () => {
  oc = await loadOcct();
});

function thrown(work: () => unknown): unknown {
  try {
    work();
  } catch (error) {
    return error;
  }
  throw new Error("nothing was thrown");
}

describe("describeFailure", () => {
  test("decodes an exception of C++ code, after which the kernel goes on", () => {
    const error = thrown(() => new oc.gp_Dir(0, 0, 0));
    expect(error).not.toBeInstanceOf(Error);
    expect(describeFailure(engine, error)).toMatchObject({
      kind: "exception",
      name: "Standard_ConstructionError",
      message: expect.stringContaining("gp_Dir"),
    });
    expect(new oc.gp_Dir(0, 0, 2).Z()).toBe(1);
  });

  test("takes our own errors for what they are", () => {
    expect(describeFailure(engine, new ReadFailure("empty", "no root"))).toEqual({
      kind: "empty",
      name: "ReadFailure",
      message: "no root",
    });
    expect(describeFailure(engine, new TrunnionError("no part"))).toMatchObject({
      kind: "exception",
      message: "no part",
    });
  });

  test.each([
    new WebAssembly.RuntimeError("unreachable"),
    new RangeError("Maximum call stack size exceeded"),
    "an abort",
  ])("trusts the instance no more after %s", (error) => {
    expect(describeFailure(engine, error)).toMatchObject({ kind: "trap" });
  });
});
