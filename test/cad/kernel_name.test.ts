import { expect, test } from "vitest";
import { kernelName } from "../../src/cad/kernel_name.ts";

test("a kernel is told by its name and version, or that there was none", () => {
  expect(kernelName("OpenCascade", "8.0")).toBe("OpenCascade 8.0");
  expect(kernelName("OpenCascade", "")).toBe("OpenCascade");
  expect(kernelName("none", "none")).toBe("no kernel");
  expect(kernelName(null, null)).toBe("no kernel");
});
