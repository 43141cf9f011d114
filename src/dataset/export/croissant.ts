/**
 * What an exported dataset holds, in the vocabulary of Croissant, as JSON-LD.
 *
 * Source: https://docs.mlcommons.org/croissant/docs/croissant-spec.html (version 1.0)
 *
 * @module
 */
import type { ExportPlan } from "./export_plan.ts";
import { type Feature, features } from "./hub_features.ts";
import type { ExportedShard } from "./exported_shard.ts";

const CONTEXT = {
  "@language": "en",
  "@vocab": "https://schema.org/",
  citeAs: "cr:citeAs",
  column: "cr:column",
  conformsTo: "dct:conformsTo",
  cr: "http://mlcommons.org/croissant/",
  rai: "http://mlcommons.org/croissant/RAI/",
  data: { "@id": "cr:data", "@type": "@json" },
  dataType: { "@id": "cr:dataType", "@type": "@vocab" },
  dct: "http://purl.org/dc/terms/",
  examples: { "@id": "cr:examples", "@type": "@json" },
  extract: "cr:extract",
  field: "cr:field",
  fileProperty: "cr:fileProperty",
  fileObject: "cr:fileObject",
  fileSet: "cr:fileSet",
  format: "cr:format",
  includes: "cr:includes",
  isLiveDataset: "cr:isLiveDataset",
  jsonPath: "cr:jsonPath",
  key: "cr:key",
  md5: "cr:md5",
  parentField: "cr:parentField",
  path: "cr:path",
  recordSet: "cr:recordSet",
  references: "cr:references",
  regex: "cr:regex",
  repeated: "cr:repeated",
  replace: "cr:replace",
  sc: "https://schema.org/",
  separator: "cr:separator",
  source: "cr:source",
  subField: "cr:subField",
  transform: "cr:transform",
};

/** The JSON-LD. A record set a file: each has its checksum. */
export function croissant(plan: ExportPlan, shards: readonly ExportedShard[]): unknown {
  const { columns, arrays, about } = plan;
  const all = [...features(columns, arrays, about)];
  const described = new Map(arrays.map(({ key, description }) => [key, description]));
  return {
    "@context": CONTEXT,
    "@type": "sc:Dataset",
    name: (about.flow || "parts").replace(/[^\w-]/g, "_"),
    description: "CAD parts, one distinct body a record, encoded by Trunnion.",
    conformsTo: "http://mlcommons.org/croissant/1.0",
    distribution: shards.map(({ path, sha256, bytes }) => ({
      "@type": "cr:FileObject",
      "@id": path,
      name: path,
      contentUrl: path,
      contentSize: `${bytes} B`,
      encodingFormat: "application/x-parquet",
      sha256,
    })),
    recordSet: shards.map(({ path, subset }) => {
      const id = path.replace(/^data\//, "").replace(/\.parquet$/, "");
      return {
        "@type": "cr:RecordSet",
        "@id": id,
        name: id,
        description: `Samples of ${subset}.`,
        field: all.map(([name, feature]) => ({
          "@type": "cr:Field",
          "@id": `${id}/${name}`,
          name,
          description: described.get(name) ?? "",
          dataType: typeOf(feature),
          ...feature.kind === "list" ? { repeated: true } : {},
          source: { fileObject: { "@id": path }, extract: { column: name } },
        })),
      };
    }),
  };
}

function typeOf(feature: Feature): string {
  if (feature.kind === "list") return typeOf(feature.of);
  if (feature.kind === "classes") return "sc:Integer";
  if (feature.dtype === "string") return "sc:Text";
  if (feature.dtype === "bool") return "sc:Boolean";
  if (feature.dtype.startsWith("timestamp")) return "sc:Date";
  return feature.dtype.startsWith("float") ? "sc:Float" : "sc:Integer";
}
