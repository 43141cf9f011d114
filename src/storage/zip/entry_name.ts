/**
 * Names in archives: which can be trusted.
 *
 * @module
 */
import { isReservedName } from "../../base/reserved_name.ts";

/** Bytes of a part of a path, as file systems allow them, and of a whole one. */
const MOST_PART = 255, MOST_PATH = 4096;

/** Nearly all names are as plain as this, and are told at once. */
const PLAIN = /^\w[\w-]*(?:\.[\w-]+)*(?:\/\w[\w-]*(?:\.[\w-]+)*)*$/;
/** The first letters of devices, as no other check of a plain name is left. */
const MAY_BE_RESERVED = /(?:^|\/)(?:con|prn|aux|nul|com|lpt)/i;

/**
 * Why an archive's entry cannot have this name; null where it can.
 *
 * A name is a path from the archive on, by `/`, that leads to the same file on every system: not
 * out of a folder, to no device, and to none that another name leads to as well.
 *
 * @param name as it stands in the archive; one of a folder ends with `/`
 */
export function entryNameProblem(name: string): string | null {
  if (name.length <= MOST_PART && PLAIN.test(name) && !MAY_BE_RESERVED.test(name)) return null;
  if (name === "" || name === "/") return "it is empty";
  if (name.startsWith("/")) return "it is absolute";
  if (/^[a-z]:/i.test(name)) return "it names a drive";
  if (name.includes("\\")) return "it has a backslash";
  // deno-lint-ignore no-control-regex -- these are what is looked for
  if (/[\u0000-\u001f\u007f-\u009f]/.test(name)) return "it has a control character";
  if (name.includes("\ufffd")) return "it is not in UTF-8";
  if (new TextEncoder().encode(name).length > MOST_PATH) return "it is too long";
  const parts = name.replace(/\/$/, "").split("/");
  for (const part of parts) {
    const problem = partProblem(part);
    if (problem !== null) return problem;
  }
  return null;
}

function partProblem(part: string): string | null {
  if (part === "..") return "it leads out of its folder";
  if (part === "" || part === ".") return "a part of it is no name";
  if (/[<>:"|?*]/.test(part)) return 'it has one of < > : " | ? *';
  if (/[. ]$/.test(part)) return "a part of it ends with a dot or a blank";
  if (isReservedName(part)) return "Windows keeps a part of it for a device";
  return new TextEncoder().encode(part).length > MOST_PART ? "a part of it is too long" : null;
}
