import { expect, test } from "vitest";
import { precheckIges } from "../../../../src/cad/formats/iges/iges_precheck.ts";
import { kernelText } from "../../../../src/cad/formats/iges/kernel_text.ts";
import { latin1Of } from "../step_text.ts";
import { igesText, solidBox } from "./iges_text.ts";

test("a kernel is given the same entities in clean lines, in a unit that it knows", () => {
  const file = precheckIges(
    latin1Of(igesText(solidBox([1, 2, 3]), { unit: "3,2HCM" }).replaceAll("\n", "\r\n")),
  );
  const text = kernelText(file, 10, null);
  expect(text.length % 81).toBe(0);
  const again = precheckIges(text);
  expect(again.entities).toEqual(file.entities);
  expect(again.global.tokens[13].text).toBe("10");
});
