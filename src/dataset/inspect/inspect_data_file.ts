/**
 * What an encoded file holds.
 *
 * @module
 */
import { statSync } from "node:fs";
import { openDataFile } from "../../storage/read_data_file.ts";
import { kindNames } from "../read/kind_names.ts";
import type { InspectedColumn } from "./inspected_column.ts";
import { NOTHING } from "./inspected_column.ts";
import type { InspectedFile } from "./inspected_file.ts";
import { ValuesCounter } from "./summarise_values.ts";

/** Looks into an encoded file, be it a zip, JSON or SQLite. */
export function inspectDataFile(path: string, first: number): InspectedFile {
  const file = openDataFile(path);
  try {
    const { source, bodies, metadata, profile } = file.attributes;
    const columns = [...file.groups].flatMap(([group, { arrays }]) =>
      [...arrays].map(([name, { spec, shape }]): InspectedColumn => {
        const values = shape.reduce((product, size) => product * size, 1);
        const isMissing = (value: unknown) => value === spec.missing;
        const counter = new ValuesCounter(first, spec.missing === undefined ? null : isMissing);
        const { data } = file.readArray(`${group}/${name}`);
        const root = { trunnion: profile === null ? {} : { profile } };
        const names = kindNames(group, name, spec.codes, root);
        if (names !== null) counter.addCodes(data, names.names);
        else if (data instanceof BigInt64Array) counter.addBigints(data);
        else counter.addNumbers(data);
        return {
          name: `${group}/${name}`,
          type: spec.dtype,
          shape,
          chunks: null,
          dims: spec.dims,
          stored: null,
          codecs: [],
          description: spec.description ?? "",
          values,
          ...NOTHING,
          ...counter.summary(),
          whole: true,
          unwritten: 0,
          problem: null,
        };
      })
    );
    const told = { source: source?.path, profile, ...source?.provenance, ...metadata };
    return {
      kind: "data",
      path,
      bytes: statSync(path).size,
      format: "Encoded file of Trunnion",
      writer: "Trunnion",
      rows: bodies.length,
      rowGroups: null,
      rowsLooked: null,
      columns,
      groups: [...file.groups.keys()],
      attributes: Object.fromEntries(
        Object.entries(told).filter(([, value]) => value !== null && value !== undefined),
      ),
      notes: [],
    };
  } finally {
    file.close();
  }
}
