/** Counts the bodies of folders that a profile's model takes. @module */
import { isAbsolute, relative } from "node:path";
import { TrunnionError } from "../../base/errors.ts";
import { plainText } from "../../base/plain_text.ts";
import type { CadLoader } from "../../cad/cad_loader.ts";
import { OcctLoader } from "../../cad/occt/occt_loader.ts";
import type { Profile } from "../../cad/profiles/profile.ts";
import { type ProfileFit, ProfileFits } from "../../cad/profiles/profile_fits.ts";
import { countedText, countText } from "../../page/quantity_text.ts";
import { gatherFiles } from "../../pipeline/tasks/gather_files.ts";
import type { Session } from "../session.ts";

/** Which files are looked at. */
export interface CheckOptions {
  readonly glob?: string;
  /** Milliseconds that a file may take to be read. */
  readonly deadline?: number;
}

/** What was found out about folders. */
interface CheckReport extends ProfileFit {
  readonly files: number;
  /** Files that cannot be read, by the class of the error. */
  readonly unread: Readonly<Record<string, number>>;
}

const DEADLINE_MS = 60_000;

/**
 * Reads every file, and asks the profile about its bodies.
 *
 * @param loader is closed at the end
 */
export async function checkFolders(
  session: Session,
  folders: readonly string[],
  profile: Profile,
  { glob, deadline = DEADLINE_MS }: CheckOptions,
  loader: CadLoader = new OcctLoader(),
): Promise<CheckReport> {
  const found = await Promise.all(folders.map((path) => gatherFiles({ path, glob: glob ?? null })));
  const files = [...new Set(found.flat())].sort();
  const fits = new ProfileFits(profile), unread: Record<string, number> = {};
  const progress = session.progress("check", files.length);
  try {
    for (const [i, path] of files.entries()) {
      session.signal.throwIfAborted();
      const signal = AbortSignal.any([session.signal, AbortSignal.timeout(deadline)]);
      try {
        const { bodies } = await loader.createFromFile(path, { signal });
        for (const { brep, index, name } of bodies) {
          fits.add(brep, bodies.length === 1 ? path : `${path}, body ${index} (${name ?? "-"})`);
        }
      } catch (error) {
        if (session.signal.aborted) throw error;
        const late = signal.aborted ? "KernelTimeout" : null;
        const name = late ?? (error instanceof TrunnionError ? error.name : "Error");
        unread[name] = (unread[name] ?? 0) + 1;
      }
      progress.update(i + 1);
    }
  } finally {
    progress.finish();
    await loader.close();
  }
  return { ...fits.found, files: files.length, unread };
}

/** The report, for people. */
export function checkText(report: CheckReport): string {
  const { profile, files, bodies, fits, misfits, unread } = report;
  const share = bodies === 0 ? "" : ` (${(100 * fits / bodies).toFixed(1)} %)`;
  const lines = [
    `${profile} takes ${countText(fits)} of ${countText(bodies)} bodies${share} in ` +
    countedText(files, "file"),
  ];
  for (const { rule, count, examples } of misfits) {
    lines.push(`  not ${rule}: ${countText(count)}`);
    for (const { body, found } of examples) lines.push(`    ${short(body)}: ${found}`);
  }
  for (const [name, count] of Object.entries(unread)) {
    lines.push(`  not read, ${name}: ${countedText(count, "file")}`);
  }
  return lines.join("\n");
}

function short(path: string): string {
  return plainText(isAbsolute(path) ? relative(Deno.cwd(), path) : path);
}
