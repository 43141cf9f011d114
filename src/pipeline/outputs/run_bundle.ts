/** What a bug report needs of a run, as texts by the names of their files. @module */
import { safeJson } from "../../base/safe_json.ts";
import { maskData, maskSecrets, ownEnvironment, secretNames } from "../../base/secrets.ts";
import { JournalReader } from "../../journal/journal_reader.ts";
import type { ItemEvent } from "../../journal/journal_types.ts";
import type { OutputFolder } from "../folder/output_folder.ts";
import { errorsOf } from "./error_summary.ts";
import { runReport } from "./report_run.ts";

/** The latest events and the first errors that are packed: a report must stay small enough. */
const MOST_EVENTS = 10_000;
const MOST_ERRORS = 1000;
/** Bytes of the log's end. */
const MOST_LOG = 4 << 20;

/**
 * Reads the latest run of a folder. Secrets are masked: values of variables and of inputs that are
 * named like secrets, and credentials in URLs.
 */
export function runBundle(folder: OutputFolder, versions: string): Map<string, string> {
  const report = runReport(folder.root);
  const reader = JournalReader.open(folder.journal);
  try {
    const [run] = reader.runs();
    const stages = reader.stages(run.id);
    const secrets = { ...ownEnvironment(), ...namedLikeSecrets(run.origin) };
    const json = (data: unknown) => safeJson(maskData(hidden(data), secrets), 2) + "\n";
    const { events, eventsLeftOut } = latestEvents(reader.events(run.id));
    const errors = [];
    let errorsLeftOut = 0;
    for (const error of errorsOf(reader, stages)) {
      if (errors.length < MOST_ERRORS) errors.push(error);
      else errorsLeftOut++;
    }
    return new Map([
      ["versions.txt", `${versions}\n${Deno.build.target}\n`],
      ["run_report.json", json(report)],
      ["journal.json", json({ run, stages, events, eventsLeftOut })],
      ["errors.json", json({ errors, errorsLeftOut })],
      ["flow_log.log", maskSecrets(logEnd(folder.log), secrets)],
    ]);
  } finally {
    reader.close();
  }
}

function latestEvents(all: Iterable<ItemEvent>) {
  let events: ItemEvent[] = [];
  let eventsLeftOut = 0;
  for (const event of all) {
    events.push(event);
    if (events.length < 2 * MOST_EVENTS) continue;
    eventsLeftOut += MOST_EVENTS;
    events = events.slice(MOST_EVENTS);
  }
  const more = Math.max(0, events.length - MOST_EVENTS);
  return { events: events.slice(more), eventsLeftOut: eventsLeftOut + more };
}

/** The texts in plain data under names like those of secrets, so that they are masked elsewhere. */
function namedLikeSecrets(data: unknown, found: Record<string, string> = {}) {
  if (typeof data !== "object" || data === null) return found;
  for (const [name, value] of Object.entries(data)) {
    if (typeof value !== "string") namedLikeSecrets(value, found);
    else if (secretNames({ [name]: value }).length > 0) {
      found[`secret_${Object.keys(found).length}`] = value;
    }
  }
  return found;
}

/** Plain data without what stands under names like those of secrets, short as it may be. */
function hidden(data: unknown): unknown {
  if (Array.isArray(data)) return data.map(hidden);
  if (typeof data !== "object" || data === null) return data;
  return Object.fromEntries(
    Object.entries(data).map(([name, value]) => [
      name,
      secretNames({ [name]: "" }).length > 0 ? "***" : hidden(value),
    ]),
  );
}

function logEnd(path: string): string {
  let file: Deno.FsFile;
  try {
    if (!Deno.lstatSync(path).isFile) return "The log is no plain file.\n";
    file = Deno.openSync(path);
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return "There is no log.\n";
    throw error;
  }
  try {
    const { size } = file.statSync();
    file.seekSync(Math.max(0, size - MOST_LOG), Deno.SeekMode.Start);
    const bytes = new Uint8Array(Math.min(size, MOST_LOG));
    let filled = 0;
    for (let n; filled < bytes.length && (n = file.readSync(bytes.subarray(filled)));) filled += n;
    return new TextDecoder().decode(bytes.subarray(0, filled));
  } finally {
    file.close();
  }
}
