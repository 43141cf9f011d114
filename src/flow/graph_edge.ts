/** What leads from one job of a graph to another. @module */

/** `to` starts when `from` has ended. */
export interface GraphEdge {
  /** The name of the job that ends first. */
  readonly from: string;
  /** The name of the job that starts then. */
  readonly to: string;
  /**
   * Whether `to` needs `from` to have succeeded.
   *
   * @default {"required"}
   */
  readonly kind?: "required" | "optional";
}
