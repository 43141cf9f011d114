/** Why a file or a folder cannot be read, as a person would say it. @module */
import { fs } from "./node/builtins.ts";
import { messageOf } from "./message_of.ts";
import { UnreadableFile } from "./plain_file.ts";

/** What the system says, by its code. */
const REASONS: Readonly<Record<string, string>> = {
  ENOENT: "there is no such file",
  EACCES: "it may not be read",
  EPERM: "it may not be read",
  EISDIR: "it is a folder",
  ELOOP: "its links lead in a circle",
  ENAMETOOLONG: "its path is too long",
  EIO: "its disk cannot read it",
};

/**
 * The reason, as the end of a sentence.
 *
 * @param error what was thrown when it was tried
 */
export function whyUnread(path: string, error: unknown): string {
  if (error instanceof UnreadableFile && typeof error.data.kind === "string") {
    return `it is ${error.data.kind}, not a file`;
  }
  const code = (error as { code?: unknown } | null)?.code;
  if (typeof code !== "string" || !Object.hasOwn(REASONS, code)) return messageOf(error);
  return (code === "ENOENT" ? whyMissing(path) : null) ?? REASONS[code];
}

/** Why there is nothing where a folder names something; null where it names nothing. */
function whyMissing(path: string): string | null {
  try {
    if (fs().lstatSync(path).isSymbolicLink()) {
      return `it is a link to '${fs().readlinkSync(path)}', where there is nothing`;
    }
  } catch {
    // In a name, this character stands in place of bytes that are no UTF-8: it is not on the disk.
    if (path.includes("\ufffd")) return "its name is not in UTF-8; rename it";
  }
  return null;
}
