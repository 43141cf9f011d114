/**
 * Schemas to begin with.
 *
 * @module
 */
import { UsageError } from "../../base/errors.ts";
import { requireKnownOptions } from "../../base/known_options.ts";
import { suggestNames } from "../../base/suggest.ts";
import type { Schema } from "../../storage/schema/schema.ts";
import { SchemaBuilder } from "../../storage/schema/schema_builder.ts";
import { ARRAYS } from "../features/arrays.ts";

/** The names of the templates. */
export type SchemaTemplateName = "cad_basic" | "cad_advanced" | "manufacturing_basic";

const DESCRIPTIONS: Readonly<Record<string, string>> = {
  faces: "what is known of each face",
  edges: "what is known of each edge",
  graph: "which faces meet at each edge",
};

/** Made by `pushFaceAttributes`, `pushEdgeAttributes` and `pushFaceAdjacencyGraph`. */
const BASIC = [
  "faces/face_types",
  "faces/face_areas",
  "faces/face_loops",
  "faces/face_centroids",
  "edges/edge_types",
  "edges/edge_lengths",
  "edges/edge_convexities",
  "edges/edge_dihedral_angles",
  "graph/edges_source",
  "graph/edges_destination",
] as const;

/** Made by `pushFaceGrid`, `pushCurveGrid`, `pushFaceDiscretization`, `pushFaceNeighborsCount`. */
const ADVANCED = [
  ...BASIC,
  "faces/face_neighborscount",
  "faces/face_uv_grids",
  "faces/face_discretization",
  "edges/edge_u_grids",
] as const;

/** What each template adds to a schema without groups. */
const TEMPLATES: Readonly<Record<SchemaTemplateName, (builder: SchemaBuilder) => void>> = {
  cad_basic: (builder) => addArrays(builder, BASIC),
  cad_advanced: (builder) => addArrays(builder, ADVANCED),
  manufacturing_basic(builder) {
    addArrays(builder, BASIC);
    builder.createGroup("machining", "part", "how the part is made")
      .createArray("machining_category", ["part"], "int32", "code of the way it is made", {
        missing: -1,
      })
      .createArray("material_type", ["part"], "int32", "code of the material", { missing: -1 })
      .createArray("estimated_machining_time", ["part"], "float32", "minutes", { missing: NaN });
    builder.createGroup("labels", "face", "labels of faces")
      .createArray("machining_feature", ["face"], "int32", "code of the feature it is of", {
        missing: -1,
      });
    builder.defineCategoricalMetadata("material", "string", "the material in words", {
      required: false,
    });
  },
};

/** The names of the templates, simplest first. */
export const SCHEMA_TEMPLATES = Object.keys(TEMPLATES) as readonly SchemaTemplateName[];

/**
 * A schema to begin with; its arrays are those that a {@linkcode BrepEncoder} pushes.
 *
 * `cad_basic`: types, sizes and convexities of faces and edges, and their graph. `cad_advanced`:
 * grids and random points of faces and edges beside these. `manufacturing_basic`: the basic ones,
 * a category, a material and a time for each part, and a label for each face; what is not saved of
 * these counts as missing.
 *
 * @param name Which one.
 * @param options `domain`, the template's name by default, and `version`, `"1.0"` by default.
 * @throws {UsageError} if there is none of that name
 *
 * @example A template and labels of one's own
 * ```ts
 * import { SchemaBuilder, schemaTemplate } from "trunnion";
 *
 * const builder = SchemaBuilder.from(schemaTemplate("cad_basic"), { domain: "gears" });
 * builder.createGroup("gears", "body").createArray("teeth", ["body"], "int32");
 * export const schema = builder.build();
 * ```
 */
export function schemaTemplate(
  name: SchemaTemplateName,
  options: { domain?: string; version?: string } = {},
): Schema {
  requireKnownOptions("make a schema of a template", options, { domain: true, version: true });
  if (!Object.hasOwn(TEMPLATES, name)) {
    throw new UsageError(
      `Cannot make a schema of the template '${name}': there is none of that name. ` +
        suggestNames(name, SCHEMA_TEMPLATES),
      { data: { name, known: [...SCHEMA_TEMPLATES] } },
    );
  }
  const builder = new SchemaBuilder({ domain: name, ...options });
  TEMPLATES[name](builder);
  return builder.build();
}

/** Adds arrays as the encoder writes them. */
function addArrays(builder: SchemaBuilder, keys: readonly (keyof typeof ARRAYS)[]): void {
  for (const key of keys) {
    const [groupName, array] = key.split("/");
    const { dims, dtype, description } = ARRAYS[key];
    const group = builder.getGroup(groupName) ??
      builder.createGroup(groupName, dims[0], DESCRIPTIONS[groupName]);
    group.createArray(array, dims, dtype, description);
  }
}
