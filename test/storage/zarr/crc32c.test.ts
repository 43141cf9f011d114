import { expect, test } from "vitest";
import { crc32c } from "../../../src/storage/zarr/crc32c.ts";

// RFC 3720, appendix B.4, and the check value of the CRC catalogue for "123456789".
test.each([
  [new Uint8Array(32), 0x8a9136aa],
  [new Uint8Array(32).fill(0xff), 0x62a8ab43],
  [Uint8Array.from({ length: 32 }, (_, i) => i), 0x46dd794e],
  [Uint8Array.from({ length: 32 }, (_, i) => 31 - i), 0x113fdb5c],
  [new TextEncoder().encode("123456789"), 0xe3069283],
  [new Uint8Array(), 0],
])("the checksums of the standard", (bytes, expected) => {
  expect(crc32c(bytes)).toBe(expected);
});
