/**
 * The types of Arquero that signatures have.
 *
 * Flechette's come first: the packages that a file's modules name are resolved in that order, and
 * Arquero asks for any version of flechette from 2.0.0. So it gets the one that is pinned here, and
 * not a newer one, which may ask for what a registry lacks.
 *
 * @module
 */
import type {} from "@uwdata/flechette";
export type { ColumnTable, table } from "arquero";
