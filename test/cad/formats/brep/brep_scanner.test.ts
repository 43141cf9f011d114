import { describe, expect, test } from "vitest";
import { BrepScanner } from "../../../../src/cad/formats/brep/brep_scanner.ts";
import { BrepSyntaxError } from "../../../../src/cad/formats/brep/brep_syntax_error.ts";

const scan = (text: string) => new BrepScanner(new TextEncoder().encode(text));

describe("BrepScanner", () => {
  test("takes words, numbers and flags one after the other", () => {
    const scanner = scan("\n Curves 2\n1 -3.5e1\t1 0 CN*");
    scanner.startSection("Curves");
    expect(scanner.section).toBe("Curves");
    expect(scanner.integer()).toBe(2);
    expect([...scanner.reals(2)]).toEqual([1, -35]);
    expect([scanner.flag(), scanner.flag()]).toEqual([true, false]);
    expect(scanner.peek()).toBe("C".charCodeAt(0));
    expect(scanner.word()).toBe("CN*");
    expect(scanner.byte()).toBeUndefined();
  });

  test("a continuity may stand right behind a number", () => {
    const scanner = scan("12 3CN 4");
    expect([scanner.integer(), scanner.integer()]).toEqual([12, 3]);
    expect(scanner.word()).toBe("CN");
  });

  test.each(["nan", "inf", "1e999", "-1e400", "1.2.3", "--1", "1e", "12a", "", "  ", "-"])(
    "%j is not a number",
    (text) => expect(() => scan(text).real()).toThrow(BrepSyntaxError),
  );

  test.each(["1.0", "1e5", "x", "", "-", "99999999999999999999"])(
    "%j is not an integer",
    (text) => expect(() => scan(text).integer()).toThrow(BrepSyntaxError),
  );

  test("a count beyond the text is refused before memory is asked for", () => {
    expect(() => scan("1000000000 1 2 3").count("poles")).toThrow(/the number of poles/);
    expect(scan("3 1 2 3").count("poles")).toBe(3);
  });

  test("an error says where, what is needed and what is there", () => {
    const scanner = scan("Curves\n  7 apple");
    scanner.startSection("Curves");
    scanner.integer();
    const error = caught(() => scanner.real());
    expect(error.message).toBe(
      "Cannot read the B-Rep text: section Curves needs a number at byte 11, " +
        'found "apple"; the text is damaged or cut off',
    );
    expect(error.data).toEqual({
      offset: 11,
      section: "Curves",
      expected: "a number",
      found: '"apple"',
    });
    expect(caught(() => scan("Cur").startSection("Curves")).message).toContain('found "Cur"');
    expect(caught(() => scan("").real()).message).toContain("found its end");
    expect(caught(() => scan("7").index(3, "the number of a surface")).message)
      .toContain('the number of a surface from 0 to 3 at byte 0, found "7"');
  });
});

function caught(run: () => unknown): BrepSyntaxError {
  try {
    run();
  } catch (error) {
    if (error instanceof BrepSyntaxError) return error;
    throw error;
  }
  throw new Error("nothing was thrown");
}
