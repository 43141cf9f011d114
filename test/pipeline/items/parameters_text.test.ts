import { expect, test } from "vitest";
import { parametersHash, parametersText } from "../../../src/pipeline/items/parameters_text.ts";

test("profiles stand behind the hash, which is had again without them", () => {
  expect(parametersText("ab12", [])).toBe("ab12");
  expect(parametersText("ab12", ["uvnet"])).not.toBe(parametersText("ab12", ["aagnet"]));
  for (const profiles of [[], ["uvnet"], ["uvnet", "aagnet"]]) {
    expect(parametersHash(parametersText("ab12", profiles))).toBe("ab12");
  }
});
