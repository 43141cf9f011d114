/**
 * Files that are compressed with gzip, as those called `.stpz` or `.stp.gz` are.
 *
 * @module
 */
import { zlib } from "../../base/node/builtins.ts";
import { CadError, TruncatedFile } from "../errors.ts";

/** Bytes that a file may have, unpacked. The kernel's memory holds no more. */
const MOST = 2 ** 31 - 1;
/** Times that a text may be larger than it is packed: CAD packs to a tenth, spaces to nothing. */
const TIMES = 200;
/** Bytes of a text that may be packed as well as can be. */
const SMALL = 2 ** 24;

/** Whether a file begins as those of gzip do. */
function isGzip(bytes: Uint8Array): boolean {
  return bytes[0] === 0x1f && bytes[1] === 0x8b && bytes[2] === 8;
}

/**
 * The text of a file, which may be compressed.
 *
 * @param Malformed the class of the error that says that the compressed data are damaged
 * @throws {TruncatedFile} where the compressed data stop too soon
 * @throws {CadError} `Malformed` where they are damaged, or where the text is larger than what is
 * read
 */
export function unpackFile(
  bytes: Uint8Array<ArrayBuffer>,
  Malformed: typeof CadError,
): Uint8Array<ArrayBuffer> {
  if (bytes.length > MOST) throw tooLarge(MOST, bytes.length);
  if (!isGzip(bytes)) return bytes;
  const most = Math.min(MOST, Math.max(SMALL, TIMES * bytes.length));
  try {
    return new Uint8Array(zlib().gunzipSync(bytes, { maxOutputLength: most }));
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException;
    if (code === "ERR_BUFFER_TOO_LARGE") throw tooLarge(most, "more", cause);
    const must = "Cannot read the file: what is compressed with gzip must be whole, and ";
    const options = { data: { code: code ?? null }, cause };
    throw code === "Z_BUF_ERROR"
      ? new TruncatedFile(`${must}its data stop too soon. Copy it again.`, options)
      : new Malformed(`${must}its data are damaged. Copy or compress it again.`, options);
  }
}

/** Bytes that a file is told by. */
const HEAD = 512;

/**
 * What a file begins with, unpacked where it is compressed, as Latin-1: each character is one byte.
 * Empty where compressed data are damaged.
 */
export function headOf(bytes: Uint8Array): string {
  let first = bytes;
  if (isGzip(bytes)) {
    try {
      first = zlib().gunzipSync(bytes.subarray(0, 1024), {
        finishFlush: zlib().constants.Z_SYNC_FLUSH,
      });
    } catch {
      return "";
    }
  }
  // Decoders change bytes 128 to 159; a list of arguments takes ten times as long to be spread.
  return String.fromCharCode.apply(null, first.subarray(0, HEAD) as unknown as number[]);
}

function tooLarge(most: number, found: number | string, cause?: unknown): CadError {
  return new CadError(
    `Cannot read the file: its text may have at most ${most} bytes, found ${found}. Export its ` +
      "parts as files of their own.",
    { data: { most, found }, cause },
  );
}
