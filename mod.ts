/**
 * Trunnion turns folders of CAD files into machine-learning datasets.
 *
 * @example From nothing to a split dataset
 * ```ts
 * import { createFlow, encodeTask, gatherTask, openDataset, samples, where } from "trunnion";
 *
 * if (import.meta.main) {
 *   await samples("./parts", { count: 60, seed: 1 }); // real STEP files of parametric parts
 *   const flow = createFlow({ name: "parts", tasks: [gatherTask, encodeTask] });
 *   const { flowFile } = await flow.process({ inputs: { sources: ["./parts"] } });
 *
 *   using dataset = await openDataset(flowFile);
 *   console.log(await dataset.tableOfContents());
 *   console.log(await dataset.getFileList({ where: where("face_count").gt(20) }));
 *   await dataset.split({ key: "face_count", train: 0.7, validation: 0.15, test: 0.15 });
 * }
 * ```
 *
 * @module
 */

// Flows and their tasks
export { createFlow, type Pipeline } from "./src/pipeline/create_flow.ts";
export type { FlowLogger } from "./src/pipeline/folder/flow_log.ts";
export type { ModuleExport } from "./src/pipeline/module_export.ts";
export type { PipelineOptions } from "./src/pipeline/pipeline_options.ts";
export { chart } from "./src/display/cells/chart.ts";
export { show } from "./src/display/cells/show.ts";
export { table, type TableOptions } from "./src/display/cells/table.ts";
export type { Shown } from "./src/display/cells/shown.ts";
export type { ProgressDisplay, ProgressFactory } from "./src/display/progress.ts";
export type { ProcessOutput, ProcessResult } from "./src/pipeline/process_result.ts";
export type { FlowSummary } from "./src/pipeline/outputs/flow_summary.ts";
export type { ItemOutcome } from "./src/pipeline/items/item_outcome.ts";
export type { ItemError } from "./src/pipeline/items/item_error.ts";
export type { ItemReplay, ProcessOptions, RunOrigin } from "./src/pipeline/process_options.ts";
export {
  type Flowtask,
  flowtask,
  type FlowtaskFunction,
  type FlowtaskOptions,
  type FunctionTask,
  type MakeTask,
  type TaskMetadata,
} from "./src/pipeline/tasks/flowtask.ts";
export type { TaskInfo, TaskKind } from "./src/pipeline/tasks/task_info.ts";
export type { ItemDefaults, TaskPolicy } from "./src/pipeline/tasks/task_policy.ts";
export type { Injected, InjectedContext, TaskArguments } from "./src/pipeline/tasks/injected.ts";
export {
  type BaseTask,
  type ExecuteResult,
  ParallelTask,
  SequentialTask,
} from "./src/pipeline/tasks/task_classes.ts";
export { type EncodeFile, encodeTask, gatherTask } from "./src/pipeline/tasks/builtin_tasks.ts";
export type { ProfileChoice, ProfiledTask } from "./src/pipeline/tasks/profiled_task.ts";
export {
  type CadSource,
  gatherFiles,
  type GatherOptions,
} from "./src/pipeline/tasks/gather_files.ts";
export { type ValidateOptions, validateTasks } from "./src/pipeline/validate_tasks.ts";
export { listRegisteredTasks } from "./src/pipeline/tasks/registry.ts";
export { printTaskRegistry } from "./src/pipeline/tasks/print_task_registry.ts";
export { runReport } from "./src/pipeline/outputs/report_run.ts";
export type {
  BesideItems,
  DurationSpread,
  ErrorGroup,
  ItemCounts,
  ReaderAuditReport,
  ReaderDisagreement,
  RunReport,
  StageReport,
  WorkerMemoryReport,
  WorkerReport,
} from "./src/display/run_report.ts";
export type { DryRunReport } from "./src/pipeline/dry_run_report.ts";
export type { MaxErrors } from "./src/pipeline/tasks/task_policy.ts";
export { setLicense } from "./src/pipeline/tasks/licence.ts";

export type { Stall, StalledItem } from "./src/display/stall.ts";
export type { LiveDetails, LiveMemory, LiveWorker } from "./src/display/live_view.ts";

// Datasets
export { openDataset } from "./src/dataset/open_dataset.ts";
export { inspect } from "./src/dataset/inspect/inspect.ts";
export type { InspectOptions } from "./src/dataset/inspect/look_inside.ts";
export type { Inspection } from "./src/dataset/inspect/inspection.ts";
export type { InspectedColumn } from "./src/dataset/inspect/inspected_column.ts";
export type { InspectedFile } from "./src/dataset/inspect/inspected_file.ts";
export type { ValuesSummary } from "./src/dataset/inspect/summarise_values.ts";
export type { Dataset, FileOptions, FindOptions, SubsetOptions } from "./src/dataset/dataset.ts";
export type {
  ChartDistributionOptions,
  ChartSplitsOptions,
  DatasetCharts,
} from "./src/dataset/chart/dataset_charts.ts";
export type { Chart, ChartPNGOptions, ChartSVGOptions } from "./src/page/chart.ts";
export type { ChartTheme } from "./src/page/chart_theme.ts";
export type { ChartHeatmapOptions } from "./src/dataset/chart/chart_heatmap.ts";
export type { ExportFormat } from "./src/dataset/export/export_formats.ts";
export type { ExportOptions, ExportReport } from "./src/dataset/export/export_samples.ts";
export type { ExportedProfile } from "./src/dataset/export/profiles/find_exporter.ts";
export type { IncompleteMesh } from "./src/dataset/export/write_meshes.ts";
export { packDataset, type PackOptions, type PackReport } from "./src/dataset/pack/pack_dataset.ts";
export { DatasetExplorer, type DatasetExplorerOptions } from "./src/dataset/dataset_explorer.ts";
export type { DatasetQuestions } from "./src/dataset/explore/dataset_questions.ts";
export type { ArrayStatistics } from "./src/dataset/explore/array_statistics.ts";
export type { Description } from "./src/dataset/explore/descriptions.ts";
export type { FileData } from "./src/dataset/explore/file_data.ts";
export type { FileInfo } from "./src/dataset/explore/file_info.ts";
export type { FileLike } from "./src/dataset/explore/find_file.ts";
export type {
  MembershipMatrix,
  MembershipOptions,
} from "./src/dataset/explore/membership_matrix.ts";
export type { DatasetTableOptions } from "./src/dataset/table/dataset_table.ts";
export type { StreamCachePaths } from "./src/dataset/explore/stream_cache_paths.ts";
export {
  type AvailabilityOptions,
  DatasetViewer,
  type IdOptions,
  type ViewerStatistics,
} from "./src/dataset/dataset_viewer.ts";
export type {
  DatasetPreviews,
  PreviewOptions,
  PreviewSourceOptions,
} from "./src/dataset/view/dataset_previews.ts";
export type { PreviewCell, PreviewGrid } from "./src/dataset/view/preview_grid.ts";
export type { LabelFormat, LabelRow } from "./src/dataset/view/preview_label.ts";
export type { PreviewPaths } from "./src/dataset/view/preview_paths.ts";
export { DatasetLoader, type DatasetLoaderOptions } from "./src/dataset/dataset_loader.ts";
export {
  type Comparison,
  type CountConditions,
  type KeyConditions,
  type Query,
  type QueryValue,
  type RowsQuery,
  type Where,
  where,
} from "./src/dataset/query/where.ts";
export type { QueryRow, WhereLike } from "./src/dataset/query/evaluate_query.ts";
export type {
  Distribution,
  DistributionBin,
  DistributionOptions,
} from "./src/dataset/statistics/distribution.ts";
export type { BinScale, WantedBins } from "./src/dataset/statistics/divide_values.ts";
export type { DatasetNotes } from "./src/dataset/notes/dataset_notes.ts";
export type { JoinReport } from "./src/dataset/notes/join_report.ts";
export type { JoinOptions } from "./src/dataset/notes/join_table.ts";
export type { JoinOn } from "./src/dataset/notes/match_rows.ts";
export type { JoinValue } from "./src/dataset/notes/outside_column.ts";
export type { JoinTable } from "./src/dataset/notes/read_rows.ts";
export type { SamplesLike } from "./src/dataset/notes/samples_meant.ts";
export type { TagChange } from "./src/dataset/notes/tags.ts";
export type {
  Confusion,
  ConfusionClass,
  ConfusionOptions,
  WrongSample,
} from "./src/dataset/statistics/confusion.ts";
export type { Lineage } from "./src/dataset/look/lineage.ts";
export type { SourceFolder } from "./src/dataset/read/read_store.ts";
export type { RunLineage } from "./src/pipeline/outputs/run_lineage.ts";
export type { Contents } from "./src/dataset/statistics/contents.ts";
export type { Fold, Folds } from "./src/dataset/load/folds.ts";
export type { CheckSplitOptions } from "./src/dataset/notes/check_split.ts";
export type { Leak } from "./src/dataset/split/leaks.ts";
export type { SplitSizes } from "./src/dataset/split/split.ts";
export type {
  DivideOptions,
  FoldOptions,
  GroupFunction,
  SplitOptions,
} from "./src/dataset/split/split_options.ts";
export type { SplitClass, SplitLeakage, SplitReport } from "./src/dataset/split/split_report.ts";
export type { Dedupe, Stratify } from "./src/dataset/split/split_rule.ts";
export type { SplitChanges } from "./src/dataset/split/carry_split.ts";
export type { SubsetName } from "./src/dataset/split/subset_name.ts";
export type { ArrayInfo } from "./src/dataset/read/array_groups.ts";
export type { TableValue } from "./src/dataset/read/parquet_table.ts";
export type { ArrayGeometry } from "./src/dataset/load/array_geometry.ts";
export type { AwaitedDataset } from "./src/dataset/load/awaited_dataset.ts";
export type { BatchOptions, CollateOptions } from "./src/dataset/load/batch_options.ts";
export type { CADDataset, ItemLoader } from "./src/dataset/load/cad_dataset.ts";
export type { FitOptions } from "./src/dataset/load/fit_scaler.ts";
export type { BatchRows, GraphBatch } from "./src/dataset/load/graph_batch.ts";
export type { Sample } from "./src/dataset/load/sample.ts";
export type { SampleOptions } from "./src/dataset/load/sample_options.ts";
export type { FeatureStatistics, Scaler, ScalerOrigin } from "./src/dataset/load/scaler.ts";
export { DatasetMerger } from "./src/dataset/merge/dataset_merger.ts";
export type {
  DatasetMergerOptions,
  MergeOptions,
  MergeProgress,
} from "./src/dataset/merge/merge_options.ts";
export { mergeDatasets } from "./src/dataset/merge/merge_datasets.ts";
export type { MergeDatasetsOptions, MergedDatasets } from "./src/dataset/merge/merge_several.ts";
export { compareDatasets } from "./src/dataset/cite/compare_datasets.ts";
export type {
  CompareOptions,
  DatasetComparison,
  SampleDifferences,
} from "./src/dataset/cite/find_differences.ts";
export type { Difference } from "./src/dataset/cite/difference.ts";
export { checkDataset } from "./src/dataset/cite/check_dataset.ts";
export type { ContractCheck, ContractReport } from "./src/dataset/cite/check_contract.ts";
export type { ClassExpectation, Contract } from "./src/dataset/cite/contract.ts";
export { datasetManifest } from "./src/dataset/cite/dataset_manifest.ts";
export type { DatasetManifest, ManifestSample } from "./src/dataset/cite/make_manifest.ts";
export { compareManifests, type ManifestComparison } from "./src/dataset/cite/compare_manifests.ts";
export type { DatasetBackend } from "./src/dataset/dataset_backend.ts";
export type { MergeReport } from "./src/dataset/merge/merge_report.ts";
export type { ArrayOrigin, ArrayPlan, MergeSizes } from "./src/dataset/merge/merge_plan.ts";
export type { MergeExecutor, MergeExecutorOptions } from "./src/dataset/merge/merge_executor.ts";
export type { ShardFile, ShardTask } from "./src/dataset/merge/shard_task.ts";
export type { ShardResult } from "./src/dataset/merge/write_shards.ts";
export { MergeError } from "./src/dataset/merge/merge_error.ts";
export { verifyDataset } from "./src/dataset/verify/verify_dataset.ts";
export type { VerifyOptions, VerifyReport } from "./src/dataset/verify/run_checks.ts";
export type { ComparedSource } from "./src/dataset/verify/compare_sources.ts";
export type { Fault, Finding } from "./src/dataset/verify/findings.ts";

// CAD files
export type {
  CadLoader,
  CadModel,
  LicensedLoader,
  LoadTimings,
  Provenance,
} from "./src/cad/cad_loader.ts";
export type {
  Body,
  BodyKind,
  Brep,
  Coedge,
  Colour,
  Edge,
  Face,
  Instance,
  Loop,
  OnBadFace,
  Transform,
} from "./src/cad/brep.ts";
export type { Curve, CurveKind } from "./src/cad/geometry/curve.ts";
export type { Surface, SurfaceKind } from "./src/cad/geometry/surface.ts";
export { type AssemblyNode, assemblyNodes, type PlacedBody } from "./src/cad/assembly/assembly.ts";
export { type BodyState, bodyState, type BodyTopology } from "./src/cad/assembly/body_state.ts";
export { OcctLoader } from "./src/cad/occt/occt_loader.ts";
export { registerFormat } from "./src/cad/formats/register_format.ts";
export type { FormatReader, ReadingContext, ReadModel } from "./src/cad/formats/format_reader.ts";
export type {
  IgesDump,
  KernelDump,
  KernelRequestOptions,
  ReadIgesOptions,
  ReadStepOptions,
  ShapeKernel,
} from "./src/cad/formats/shape_kernel.ts";
export type {
  BodyChoice,
  EncodingChoice,
  HealChoice,
  LoaderOptions,
  ReaderChoice,
  ReadingOptions,
  UnitChoice,
} from "./src/cad/loader_options.ts";
export {
  BrepEncoder,
  type EncodedArrays,
  type EncoderOptions,
  type EncoderStorage,
} from "./src/cad/encode/brep_encoder.ts";
export type { BodyEncoder } from "./src/cad/encode/body_encoder.ts";
export type { FaceEdgeEncoder } from "./src/cad/encode/face_edge_encoder.ts";
export type { UnitFrameEncoder } from "./src/cad/encode/unit_frame_encoder.ts";
export type { BezierEncoder } from "./src/cad/encode/bezier_encoder.ts";
export type { SplitEncoder } from "./src/cad/encode/split_encoder.ts";
export type { CoedgeEncoder } from "./src/cad/encode/coedge_encoder.ts";
export type { PairwiseEncoder } from "./src/cad/encode/pairwise_encoder.ts";
export {
  BrepQueries,
  type EdgeAttributes,
  type FaceAdjacencyGraph,
  type FaceAttributes,
} from "./src/cad/encode/brep_queries.ts";
export type {
  CustomGroup,
  CustomItems,
  CustomOptions,
  CustomValue,
} from "./src/cad/features/custom_feature.ts";
export {
  type EncodedBody,
  type EncodedModel,
  encodeFile,
  type EncodeFileOptions,
} from "./src/cad/encode/encode_file.ts";
export { FacePairs, type PairInputs } from "./src/cad/features/faces/face_pairs.ts";
export type { FaceHops } from "./src/cad/features/faces/face_hops.ts";
export type { Sampling } from "./src/cad/features/faces/face_sampler.ts";
export type { Hole, HoleType } from "./src/cad/features/bodies/holes.ts";
export type {
  PairwiseMode,
  PairwiseOptions,
  PairwiseSize,
} from "./src/cad/features/pairs/pairwise.ts";
export { PROFILE_NAMES } from "./src/cad/profiles/find_profile.ts";
export { meshBody } from "./src/cad/mesh/mesh_body.ts";
export type { BodyMesh, SkippedFace } from "./src/cad/mesh/body_mesh.ts";
export type { MeshOptions } from "./src/cad/mesh/mesh_options.ts";
export { meshFile } from "./src/cad/mesh/files/mesh_file.ts";
export { meshModel } from "./src/cad/mesh/files/mesh_model.ts";
export type { MeshFormat, MeshPart } from "./src/cad/mesh/files/mesh_part.ts";
export type { GridBounds } from "./src/cad/features/faces/parameter_bounds.ts";
export type { GridOptions, GridOrigin } from "./src/cad/features/grid_options.ts";
export type {
  Profile,
  ProfileEncoder,
  ProfileMeasures,
  ProfileMisfit,
  ProfileName,
} from "./src/cad/profiles/profile.ts";
export { ProfileError } from "./src/cad/profiles/profile_error.ts";
export { FeatureError } from "./src/cad/features/feature_error.ts";
export {
  samples,
  type SamplesOptions,
  type SamplesProgress,
  type SamplesReport,
} from "./src/cad/samples/samples.ts";
export {
  FAMILIES,
  type PartBodyLabel,
  type PartFaceLabel,
  type PartFamily,
  type PartLabels,
  type PartParameter,
} from "./src/cad/samples/part_labels.ts";
export type { PartMeasures } from "./src/cad/samples/measures.ts";
export { type FaceFeature, FEATURE_CLASSES } from "./src/cad/samples/feature_classes.ts";
export { SampleFolderError } from "./src/cad/samples/sample_folder.ts";

// CAD files in 3D
export { CadViewer, type CadViewerOptions, quickView } from "./src/cad/viewer/cad_viewer.ts";
export type { FaceValues } from "./src/cad/render/face_colours.ts";
export type { ViewName } from "./src/cad/render/view_frame.ts";

// Labels of faces
export { FaceLabels, type LabelTarget } from "./src/cad/labels/face_labels.ts";
export { labelsByName, labelsInNames } from "./src/cad/labels/labels_by_name.ts";
export { labelsByOrder } from "./src/cad/labels/labels_by_order.ts";
export { labelsByEntityId, type NumberedLabels } from "./src/cad/labels/labels_by_entity_id.ts";
export {
  attachFaceLabels,
  type FaceLabelFile,
  type LabelBasis,
} from "./src/cad/labels/face_label_file.ts";
export { readFaceLabels } from "./src/cad/labels/read_face_labels.ts";

// What one file holds
export { type MetadataOptions, SchemaBuilder } from "./src/storage/schema/schema_builder.ts";
export { type ArrayOptions, type SchemaGroup } from "./src/storage/schema/schema_group.ts";
export type { MetadataTypeName } from "./src/storage/schema/schema_types.ts";
export {
  compareSchemas,
  type SchemaChange,
  type SchemaComparison,
} from "./src/storage/schema/compare_schemas.ts";
export { splitRagged } from "./src/storage/schema/ragged.ts";
export {
  SCHEMA_TEMPLATES,
  schemaTemplate,
  type SchemaTemplateName,
} from "./src/cad/profiles/schema_template.ts";
export type {
  ArraySchema,
  GroupSchema,
  MetadataRule,
  MetadataType,
  Range,
  Schema,
} from "./src/storage/schema/schema.ts";
export type {
  ArraySummary,
  BodyInfo,
  BodySummary,
  DataStorage,
  FileSummary,
  JsonMetadata,
  MetadataValue,
  NestedNumbers,
  SampleStorage,
  SaveableData,
  SourceInfo,
} from "./src/storage/data_storage.ts";
export { storageProviders } from "./src/storage/storage_providers.ts";
export type { StorageProvider, StorageType } from "./src/storage/storage_provider.ts";
export { createStorage } from "./src/storage/create_storage.ts";
export type { DataFile, DataFileArray, DataFileGroup } from "./src/storage/data_file.ts";
export type { EncodedAttributes } from "./src/storage/encoded_file.ts";
export { openDataFile } from "./src/storage/read_data_file.ts";
export type { ArraySpec, DType, MissingValue, NdArray, TypedArray } from "./src/storage/array.ts";

// What a cell shows
export { JUPYTER_DISPLAY } from "./src/base/jupyter_display.ts";
export {
  type CommExtras,
  type CommTarget,
  type NotebookComm,
  type NotebookComms,
  notebookComms,
} from "./src/base/notebook/notebook_comms.ts";
export { NotebookWidget, type WidgetOptions } from "./src/base/notebook/notebook_widget.ts";

// Runs: their record, jobs that are called one by one, and what does jobs elsewhere
export { type FlowRun, openRun } from "./src/flow/engine/flow_run.ts";
export { RunMetrics, type RunMetricsOptions } from "./src/flow/record/run_metrics.ts";
export type { JobTime, RunProfile } from "./src/flow/record/run_profile.ts";
export type { JobProgress, RunProgress } from "./src/flow/record/run_progress.ts";
export { SharedResources } from "./src/flow/engine/shared_resources.ts";
export type { Rate, Resources } from "./src/flow/resources.ts";
export type { CallOptions, Executors, RunOptions } from "./src/flow/engine/run_options.ts";
export type { Stoppable } from "./src/flow/engine/attempt.ts";
export type { Graph } from "./src/flow/engine/graph.ts";
export type { GraphEdge } from "./src/flow/graph_edge.ts";
export type {
  AnyJob,
  Artifact,
  ExecutorName,
  InlineJob,
  Job,
  JobCache,
  JobContext,
  JobExecutor,
  JobOptions,
  JobType,
  LogLevel,
  ModuleJob,
  OnError,
  OutputCache,
  RunResult,
} from "./src/flow/job.ts";
export type { SchemaResult, StandardIssue, StandardSchema } from "./src/flow/standard_schema.ts";
export type { Backoff, WorkPolicy } from "./src/flow/policy/work_policy.ts";
export type { ErrorRule } from "./src/flow/policy/error_ending.ts";
export type { JobRecord, JobState } from "./src/flow/record/job_record.ts";
export type { RecordOptions, RunRecord, RunState } from "./src/flow/record/run_record.ts";
export type { LogLine } from "./src/flow/record/log_lines.ts";
export type { JobStatistics, RunStatistics } from "./src/flow/record/run_statistics.ts";
export type {
  EventStream,
  ListenerFailure,
  RunEvent,
  RunEventBase,
  RunListener,
} from "./src/flow/record/events.ts";
export {
  ProcessExecutor,
  type ProcessExecutorOptions,
} from "./src/pool/executors/process_executor.ts";
export {
  ThreadExecutor,
  type ThreadExecutorOptions,
} from "./src/pool/executors/thread_executor.ts";
export type { WorkerJobContext } from "./src/pool/inside/function_handler.ts";
export { stuckThreads } from "./src/pool/hosts/stuck_threads.ts";
export { closeWorkers } from "./src/pool/run/warm_pools.ts";
export type { HostOptions } from "./src/pool/hosts/host_flags.ts";
export type { Isolation } from "./src/pool/run/worker_pool.ts";
export type { PoolExecutor, PoolNeeds } from "./src/pool/run/pool_executor.ts";
export type {
  AsideWork,
  Outcome,
  PoolItem,
  PoolRunOptions,
  Suspect,
  TaskPool,
  WorkerActivity,
} from "./src/pool/run/task_pool.ts";
export type { MemoryUse } from "./src/pool/channel/memory_use.ts";
export {
  type Handler,
  type HandlerContext,
  type HandlerModule,
  type HandlerSource,
  makeHandler,
  type WorkKinds,
} from "./src/pool/channel/handler.ts";
export type { BatchItem, LogMessage } from "./src/pool/channel/protocol.ts";
export type { TimeLimit } from "./src/pool/channel/pulse.ts";

// Errors
export { TrunnionError, type TrunnionErrorOptions, UsageError } from "./src/base/errors.ts";
export {
  DependencyError,
  FlowError,
  FlowRetryError,
  FlowTimeoutError,
  RunCancelled,
} from "./src/flow/record/flow_errors.ts";
export { SchemaError } from "./src/flow/engine/check_schema.ts";
export type { SchemaIssue } from "./src/flow/schema_issues.ts";
export { type ErrorRow, toErrorRow } from "./src/flow/record/error_row.ts";
export {
  CadError,
  DamagedGeometry,
  EmptyFile,
  ExternalReferences,
  FileNotFound,
  FileUnreadable,
  KernelCrash,
  KernelException,
  KernelMemory,
  KernelTimeout,
  KernelUnavailable,
  LabelFileError,
  LabelMismatch,
  MalformedBrep,
  MalformedIges,
  MalformedStep,
  MixedUnits,
  NoBodies,
  NonFiniteCoordinates,
  NonManifold,
  NotBrep,
  NotIges,
  NotProven,
  NotStep,
  OpenShell,
  PlacementConflict,
  PointsOnly,
  TessellatedOnly,
  TruncatedFile,
  UnsupportedFormat,
  WireframeOnly,
} from "./src/cad/errors.ts";
export { CorruptData, SchemaViolation, StorageError } from "./src/storage/storage_errors.ts";
export { DatasetError } from "./src/dataset/errors.ts";
export { ProcessCrash, RunEnding, WorkerBootError, WorkerCrash } from "./src/pool/errors.ts";
export { FolderInUse, JournalError, JournalWriteError } from "./src/journal/errors.ts";
export {
  DuplicateTask,
  LicenceError,
  MissingInput,
  NoItems,
  OutputFolderError,
  ResultsReplaced,
  SourceError,
  TooManyErrors,
} from "./src/pipeline/errors.ts";
