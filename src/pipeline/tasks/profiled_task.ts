/** Built-in tasks that encode by a feature profile. @module */
import { UsageError } from "../../base/errors.ts";
import { requireKnownOptions } from "../../base/known_options.ts";
import { DEFAULT_PROFILE, findProfile } from "../../cad/profiles/find_profile.ts";
import type { ProfileName } from "../../cad/profiles/profile.ts";
import { type FunctionTask, functionTaskInfo, TASK_INFO } from "./flowtask.ts";
import type { TaskInfo } from "./task_info.ts";

/** By what a task encodes. */
export interface ProfileChoice {
  /**
   * The feature profile: only its arrays are computed and written.
   *
   * @default {"hoops"}
   */
  readonly profile?: ProfileName;
}

/** A task that encodes by the profile `hoops`, or by another one. */
export type ProfiledTask<F> = FunctionTask<F> & {
  /**
   * The same task, by another profile. It keeps its name, so that what it has encoded by another
   * profile is done again: `profile changed`.
   *
   * @throws UsageError for a profile or an option that there is not
   */
  with(choice: ProfileChoice): ProfiledTask<F>;
};

/** Where a task by a profile has the task that workers find. */
const REGISTERED = Symbol("trunnion.registered");

/**
 * Lets a task be had by other profiles.
 *
 * @param task its function takes the name of the profile behind what its inputs name
 */
export function profiledTask<F>(task: FunctionTask<F>): ProfiledTask<F> {
  return Object.assign(task, { with: (choice: ProfileChoice) => byProfile(task, choice) });
}

/** The task that workers find for one by a profile; any other value as it is. */
export function registeredTask(source: unknown): unknown {
  return (source as { [REGISTERED]?: unknown })[REGISTERED] ?? source;
}

function byProfile<F>(task: FunctionTask<F>, choice: ProfileChoice): ProfiledTask<F> {
  const { taskName } = task;
  const attempt = `have '${taskName}' encode by a profile`;
  requireKnownOptions(attempt, choice, { profile: true });
  const { profile = DEFAULT_PROFILE } = choice;
  if (typeof profile !== "string") {
    throw new UsageError(
      `Cannot ${attempt}: the profile must be a name, as workers cannot be sent the functions of ` +
        "one of your own. Push that in a task of your own: `encoder.pushProfile(profile)`.",
    );
  }
  findProfile(profile);
  // Without one it is as it always was, and what earlier versions have encoded is kept.
  if (profile === DEFAULT_PROFILE) return task as ProfiledTask<F>;
  const info: TaskInfo = { ...functionTaskInfo(task)!, profile };
  const call = task as (...args: readonly unknown[]) => unknown;
  const own = Object.assign((...args: readonly unknown[]) => call(...args, profile), task);
  Object.defineProperty(own, "name", { value: taskName });
  Object.defineProperty(own, TASK_INFO, { value: info });
  Object.defineProperty(own, REGISTERED, { value: task });
  return own as unknown as ProfiledTask<F>;
}
