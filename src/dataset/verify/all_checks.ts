/** The rules that a finished dataset keeps. @module */
import type { Check } from "./check.ts";
import { checkBodies } from "./check_bodies.ts";
import { checkBoxes } from "./check_boxes.ts";
import { checkChords } from "./check_chords.ts";
import { checkCodes } from "./check_codes.ts";
import { checkCounts } from "./check_counts.ts";
import { checkDihedral } from "./check_dihedral.ts";
import { checkDocuments } from "./check_documents.ts";
import { checkFinite } from "./check_finite.ts";
import { checkGraph } from "./check_graph.ts";
import { checkIds } from "./check_ids.ts";
import { checkIndices } from "./check_indices.ts";
import { checkInfoset } from "./check_infoset.ts";
import { checkMeasures } from "./check_measures.ts";
import { checkNeighbors } from "./check_neighbors.ts";
import { checkPairs } from "./check_pairs.ts";
import { checkPoints } from "./check_points.ts";
import { checkRows } from "./check_rows.ts";
import { checkStored } from "./check_stored.ts";
import { checkSubsets } from "./check_subsets.ts";
import { checkTopology } from "./check_topology.ts";
import { checkVocabulary } from "./check_vocabulary.ts";

/** All rules, in the order in which they are told. */
export const CHECKS: readonly Check[] = [
  checkDocuments,
  checkStored,
  checkRows,
  checkIds,
  checkInfoset,
  checkCounts,
  checkVocabulary,
  checkSubsets,
  checkFinite,
  checkCodes,
  checkIndices,
  checkMeasures,
  checkDihedral,
  checkChords,
  checkGraph,
  checkNeighbors,
  checkPoints,
  checkBoxes,
  checkPairs,
  checkTopology,
  checkBodies,
];
