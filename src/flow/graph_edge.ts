/** What leads from one job of a graph to another. @module */

/** `to` starts when `from` has ended. */
export interface GraphEdge {
  readonly from: string;
  readonly to: string;
  /**
   * Whether `to` needs `from` to have succeeded.
   *
   * @default {"required"}
   */
  readonly kind?: "required" | "optional";
}
