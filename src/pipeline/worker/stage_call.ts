/** What the pipeline tells its workers of a stage: plain data. @module */
import type { Schema } from "../../storage/schema/schema.ts";
import type { StorageType } from "../../storage/storage_provider.ts";
import type { ModuleExport } from "../module_export.ts";
import type { PipelineSettings } from "../pipeline_settings.ts";
import type { InjectedKind } from "../tasks/injected.ts";
import type { ItemDefaults } from "../tasks/task_policy.ts";

/** What a worker boots with. */
export interface WorkerConfig
  extends Pick<PipelineSettings, "loader" | "loaderOptions" | "deadline"> {
  readonly tasks: readonly { readonly name: string; readonly module: string | null }[];
  readonly storage: StorageType | ModuleExport;
  /** Whether some task asks for the loader. */
  readonly needsLoader: boolean;
}

/** One parameter of a task's function. */
export type Parameter =
  | { readonly kind: "item" }
  | { readonly kind: "injected"; readonly what: InjectedKind }
  | { readonly kind: "value"; readonly value: unknown };

/** What all items of a stage share. */
export interface StageCall {
  /** The name of the flow. */
  readonly flow: string;
  /** Where encoded files go. */
  readonly encodedFolder: string;
  /** Where the summaries of the files go. */
  readonly summaryFolder: string;
  /** Where the previews of bodies go, by kind; null where none are made. */
  readonly previewFolder: string | null;
  readonly tasks: readonly {
    readonly name: string;
    readonly schema: Schema | null;
    /** The names of what its result must have. */
    readonly outputs: readonly string[];
    readonly parameters: readonly Parameter[];
    /** What its function is called with behind the parameters, where it encodes by a profile. */
    readonly profile?: string;
  }[];
  /** One file in so many is to be read by both readers; 0 for none. */
  readonly auditEvery: number;
  /** What holds for items whose task says nothing. */
  readonly items: ItemDefaults;
  /** Whether each item has a storage. */
  readonly encodes: boolean;
  /** Whether results are lists of items, to be joined. */
  readonly makesItems: boolean;
}
