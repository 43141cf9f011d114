/** Types of messages that the front keeps for itself: a cell has ended. */
export const CELL_END = "trunnion_cell_end";
/** The values of a client's expressions. */
export const EXPRESSIONS_END = "trunnion_expressions_end";
/** The answer to a ping. */
export const PONG = "trunnion_pong";
/** A message of a comm was taken. */
export const COMM_END = "trunnion_comm_end";
/** An error that no cell has waited for. */
export const LATE_ERROR = "trunnion_late_error";
