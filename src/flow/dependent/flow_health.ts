/** Whether flows do well. @module */
import type { FlowStatistics } from "./flow_statistics.ts";

/** A larger share of failed executions is a bad sign, and so is a longer mean time. */
const MOST_ERRORS = 0.1, MOST_MS = 300_000;

/** Whether a flow does well, and what is wrong where it does not. */
export interface FlowHealth {
  /** Whether nothing is wrong with it, nor with what it requires. */
  readonly healthy: boolean;
  /** What there is to say, in words. */
  readonly message: string;
  /** Each thing that is wrong. */
  readonly issues: readonly string[];
  /** The share of executions that failed, from 0 to 1. */
  readonly errorRate: number;
  /** The mean time of executions in milliseconds; null where there are none. */
  readonly avgMs: number | null;
}

/**
 * Judges a flow.
 *
 * @param unhealthy the flows that it requires and that do not do well, by their ids
 */
export function judgeHealth(
  { total, errorRate, avgMs }: FlowStatistics,
  unhealthy: readonly string[],
): FlowHealth {
  const issues: string[] = [];
  if (errorRate > MOST_ERRORS) {
    issues.push(`High error rate: ${(errorRate * 100).toFixed(2)}%`);
  }
  if (avgMs !== null && avgMs > MOST_MS) {
    issues.push(`High average execution time: ${(avgMs / 1000).toFixed(1)}s`);
  }
  if (unhealthy.length > 0) {
    issues.push(`Unhealthy required dependencies: ${unhealthy.join(", ")}`);
  }
  const message = issues.length > 0
    ? `Flow has issues: ${issues.join(", ")}`
    : total === 0
    ? "No execution history"
    : "Flow is healthy";
  return { healthy: issues.length === 0, message, issues, errorRate, avgMs };
}
