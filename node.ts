/**
 * What of Trunnion runs under Node: opening datasets, exploring, querying and splitting them. The
 * package of npm adds the other names of `mod.ts`, each of which says that it needs Deno.
 *
 * @module
 */

// Datasets
export { openDataset } from "./src/dataset/open_dataset.ts";
export { DatasetExplorer } from "./src/dataset/dataset_explorer.ts";
export { DatasetLoader } from "./src/dataset/dataset_loader.ts";
export { where } from "./src/dataset/query/where.ts";
export { DatasetError } from "./src/dataset/errors.ts";

// What a cell shows
export { JUPYTER_DISPLAY } from "./src/base/jupyter_display.ts";
export { chart } from "./src/display/cells/chart.ts";
export { show } from "./src/display/cells/show.ts";
export { table } from "./src/display/cells/table.ts";

// What one file holds
export { SchemaBuilder } from "./src/storage/schema/schema_builder.ts";
export { CorruptData, SchemaViolation, StorageError } from "./src/storage/storage_errors.ts";

// Labels
export { FAMILIES } from "./src/cad/samples/part_labels.ts";
export { FEATURE_CLASSES } from "./src/cad/samples/feature_classes.ts";

// Errors
export { TrunnionError, UsageError } from "./src/base/errors.ts";
