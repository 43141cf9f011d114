import { describe, expect, test } from "vitest";
import { nameEncoding } from "../../../../../src/cad/formats/step/text/name_encoding.ts";
import { bytesOf, latin1Of, stepText } from "../../step_text.ts";

/** The bytes of characters in an encoding, found by decoding every one or two bytes there are. */
function encoder(encoding: string): (text: string) => string {
  const known = new Map<string, string>();
  const decode = new TextDecoder(encoding, { fatal: true });
  const add = (...bytes: number[]) => {
    try {
      const text = decode.decode(Uint8Array.from(bytes));
      if ([...text].length === 1 && !known.has(text)) {
        known.set(text, String.fromCharCode(...bytes));
      }
    } catch {
      // Not of the encoding.
    }
  };
  for (let lead = 0; lead < 256; lead++) add(lead);
  for (let lead = 0x81; lead < 0xff; lead++) {
    for (let trail = 0x40; trail < 0xff; trail++) add(lead, trail);
  }
  return (text) => [...text].map((character) => known.get(character)!).join("");
}

/** A file whose products have these names, in an encoding. */
function fileOf(names: readonly string[], encoding: string): Uint8Array {
  const encoded = encoding === "utf-8"
    ? names.map((name) => String.fromCharCode(...bytesOf(name)))
    : names.map(encoder(encoding));
  return latin1Of(
    stepText(
      encoded.map((name, i) => `#${i + 1}=PRODUCT('${name}','part ${i}','',());`).join("\n"),
    ),
  );
}

const NAMES: [string, string[]][] = [
  ["windows-1252", ["Gehäuse"]],
  ["windows-1252", ["Größe", "Zahnrad für Welle Ø10", "Außenring"]],
  ["windows-1252", ["pièce extrudée", "Châssis", "Révolution1"]],
  ["windows-1252", ["Diseño", "Perno M8 x 20°", "Sección ±0.1"]],
  ["windows-1251", ["Деталь"]],
  ["windows-1251", ["Вал", "Втулка", "Корпус подшипника"]],
  ["windows-1251", ["ВАЛЫ", "Болт М8", "Сборка1 №2"]],
  ["shift_jis", ["表示ソフト"]],
  ["shift_jis", ["J2100D-20Pトップヘッダーシンプルモデル"]],
  ["shift_jis", ["部品１", "歯車", "ボルト", "ブラケット左"]],
  ["shift_jis", ["ｶﾞｲﾄﾞ", "軸受", "ねじ"]],
  ["gb18030", ["零件1"]],
  ["gb18030", ["装配体", "齿轮箱盖", "螺栓 M8"]],
  ["gb18030", ["轴承座", "凸台-拉伸1", "镜像零件"]],
  ["utf-8", ["Größe", "零件", "Деталь"]],
];

describe("the encoding of a file's names", () => {
  test.each(NAMES)("%s: %s", (encoding, names) => {
    expect(nameEncoding(fileOf(names, encoding))).toBe(encoding);
  });

  test("is none where all is ASCII, or what is not stands in comments", () => {
    expect(nameEncoding(bytesOf(stepText("#1=P('a');")))).toBeNull();
    expect(nameEncoding(latin1Of(stepText("/* it's \xd6\xe1 */#1=P('a');")))).toBeNull();
  });

  test("is that of most, where files are mixed", () => {
    const text = stepText("#1=P('Gr\xf6\xdfe');#2=P('\xc3\xbc');#3=P('f\xfcr');");
    expect(nameEncoding(latin1Of(text))).toBe("windows-1252");
  });
});
