/** The card of an exported dataset: `README.md` with YAML, as the Hub reads it. @module */
import type { ExportPlan } from "./export_plan.ts";
import { type Feature, features } from "./hub_features.ts";
import type { ExportedShard } from "./exported_shard.ts";

/** The text of the card. */
export function datasetCard(plan: ExportPlan, shards: readonly ExportedShard[]): string {
  const { columns, arrays, about, subsets } = plan;
  const all = features(columns, arrays, about);
  const names = [...subsets.keys()];
  const yaml = [
    "configs:",
    "- config_name: default",
    "  data_files:",
    ...names.flatMap((name) => [`  - split: ${name}`, `    path: data/${name}-*`]),
    "dataset_info:",
    "  features:",
    ...[...all].flatMap(([name, feature]) => [
      `  - name: ${text(name)}`,
      ...featureLines(feature, "    "),
    ]),
    "  splits:",
    ...names.flatMap((name) => [
      `  - name: ${name}`,
      `    num_bytes: ${sum(shards.filter((one) => one.subset === name), "bytes")}`,
      `    num_examples: ${subsets.get(name)!.length}`,
    ]),
    `  download_size: ${sum(shards, "bytes")}`,
    `  dataset_size: ${sum(shards, "bytes")}`,
    "tags:",
    "- cad",
    "- trunnion",
  ];
  return ["---", ...yaml, "---", "", ...prose(plan), ""].join("\n");
}

function prose({ about, subsets, arrays, leftOut }: ExportPlan): string[] {
  const sizes = [...subsets].map(([name, samples]) => `${name} ${samples.length}`).join(", ");
  const rows = arrays.map(({ key, dtype, dims, description }) =>
    `| \`${key}\` | ${dtype} | ${dims.join(", ")} | ${cell(description)} |`
  );
  const classes = Object.entries(about.vocabularies).map(([key, names]) =>
    `- \`${key}\`: ${Object.entries(names).map(([code, name]) => `${code} ${name}`).join(", ")}`
  );
  return [
    `# ${about.flow || "Parts"}`,
    "",
    "CAD parts, one distinct body a row, encoded by Trunnion. Lengths are millimetres. Indices " +
    "of faces and edges count within their body.",
    "",
    `Samples: ${sizes}.` + (leftOut > 0 ? ` In no subset, and left out: ${leftOut}.` : ""),
    "",
    "| array | type | dimensions | what it is |",
    "| --- | --- | --- | --- |",
    ...rows,
    ...classes.length > 0 ? ["", "Codes:", "", ...classes] : [],
  ];
}

function featureLines(feature: Feature, indent: string): string[] {
  switch (feature.kind) {
    case "value":
      return [`${indent}dtype: ${text(feature.dtype)}`];
    case "classes":
      return [
        `${indent}dtype:`,
        `${indent}  class_label:`,
        `${indent}    names:`,
        ...feature.names.map((name, code) => `${indent}      '${code}': ${text(name)}`),
      ];
    case "list":
      return feature.of.kind === "value"
        ? [`${indent}sequence: ${text(feature.of.dtype)}`]
        : [`${indent}sequence:`, ...featureLines(feature.of, indent + "  ")];
  }
}

/** A text as YAML takes it: JSON is YAML, and plain words need no quotes. */
function text(value: string): string {
  const plain = /^[A-Za-z][\w/.-]*$/.test(value) && !/^(?:yes|no|on|off|true|false|null|y|n)$/i
    .test(value);
  return plain ? value : JSON.stringify(value);
}

function cell(value: string): string {
  return value.replaceAll("|", "\\|").replaceAll("\n", " ");
}

function sum(shards: readonly ExportedShard[], what: "bytes" | "samples"): number {
  return shards.reduce((total, shard) => total + shard[what], 0);
}
