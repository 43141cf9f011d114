/** The profiles whose files can be exported, by name. @module */
import type { ProfileExporter } from "./profile_exporter.ts";

/** A profile whose model's code reads files that can be exported. */
export type ExportedProfile =
  | "aagnet"
  | "brepformer"
  | "brepgen"
  | "brepmfr"
  | "brepnet"
  | "brt"
  | "uvnet";

/** All of them, and what writes their files. */
const EXPORTERS: Readonly<Record<ExportedProfile, () => Promise<ProfileExporter>>> = {
  brepformer: async () => (await import("./brepformer.ts")).brepformerExporter,
  brepgen: async () => (await import("./brepgen.ts")).brepgenExporter,
  brepmfr: async () => (await import("./brepmfr.ts")).brepmfrExporter,
  brt: async () => (await import("./brt.ts")).brtExporter,
  uvnet: async () => (await import("./uvnet.ts")).uvnetExporter,
  brepnet: async () => (await import("./brepnet.ts")).brepnetExporter,
  aagnet: async () => (await import("./aagnet.ts")).aagnetExporter,
};

/** The profiles whose files can be exported. */
export const PROFILE_EXPORTS = Object.keys(EXPORTERS) as readonly ExportedProfile[];

/** What writes the files of a profile; null for a name that is none of theirs. */
export async function findExporter(name: string): Promise<ProfileExporter | null> {
  return Object.hasOwn(EXPORTERS, name) ? await EXPORTERS[name as ExportedProfile]() : null;
}
