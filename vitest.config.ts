import { globSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

/** Tests of the rooms below that start nothing, register nothing and leave the process as it is. */
const QUIET = [
  "test/cad/{occt/{compile_file,frames},samples/{measures,part_labels,sample_plan}}.test.ts",
  "test/cli/{io,main,option_values,standard_output,init/project_source}.test.ts",
  "test/cli/{chart,graph,inspect,split,told,verify}_command.test.ts",
  "test/cli/{chart,cite,debug,flows,hand_over,notes,profiles}/*.test.ts",
  "test/kernel/{cell,front,install,messages,zmtp}/*.test.ts",
  "test/kernel/{engine/raw_output,imports/import_map,imports/module_versions}.test.ts",
  "test/kernel/lsp/{completion_list,json_rpc,notebook_text,type_findings}.test.ts",
  "test/pipeline/folder/{find_run,sweep_folder}.test.ts",
  "test/pipeline/items/{declared_outputs,item_end,item_name,item_reply}.test.ts",
  "test/pipeline/items/{parameters_text,reuse_reason,source_stamp}.test.ts",
  "test/pipeline/stages/{memory_meter,stage_progress,stall_watch}.test.ts",
  "test/pipeline/stages/{done_again_text,kept_beside,stage_output,stage_tally}.test.ts",
  "test/pipeline/{outputs/flow_summary,outputs/git_state,pipeline_settings}.test.ts",
  "test/pipeline/tasks/{error_page,gather_files,labels_beside,walk_folder}.test.ts",
  "test/pipeline/worker/{item_timer,recording_loader}.test.ts",
  "test/pool/hosts/{advise_config,answer_watch,hang_watch,host_flags,project_config}.test.ts",
  "test/pool/run/aside_work.test.ts",
  "test/pipeline/stages/audit/{ahead_reading,find_chosen,open_kernel}.test.ts",
  "test/pool/run/{after_crash,batch_size,crash_blame,inline_pool,item_queue,pool_size}.test.ts",
  "test/pool/{inside/outbox,channel/*}.test.ts",
];

/** Tests that start workers, kernels or programs, and end them: they share processes in turn. */
const IN_TURN = globSync([
  "test/{pipeline,cli,acceptance}/**/*.test.ts",
  "test/cad/audit/audit_kernel.test.ts",
  "test/cad/occt/{damaged_geometry,kernel_client,kernel_life,loader_kernel}.test.ts",
  "test/cad/occt/{mapped_items,names,occt_loader,odd_loops,part21,read_iges}.test.ts",
  "test/pool/{boots,executors/*,run/start_rule,run/worker_pool}.test.ts",
  "test/pool/hosts/{deno_arguments,socket_child}.test.ts",
  "test/faults/{boot,fatal_faults,faults,hostile_data_files,late_errors,output,stopped}.test.ts",
], {
  exclude: [
    ...QUIET,
    "test/acceptance/hard.test.ts",
    "test/cli/bundle_command.test.ts",
    "test/pipeline/{kill,run_memory,tasks/registry}.test.ts",
  ],
});

/**
 * The other tests of these rooms look at what a process has started or how much memory it has, or
 * leave threads that never end or registered formats behind.
 */
const ALONE = globSync([
  "test/{pool,faults,pipeline,cli,kernel,acceptance,notebooks}/**/*.test.ts",
  "test/cad/{occt,samples}/**/*.test.ts",
  "test/cad/formats/register_format.test.ts",
], { exclude: [...QUIET, ...IN_TURN] });

// Tests use a kernel for seconds only: V8 takes longer to optimize its code than that saves. Forks
// and whatever they start read this, before flags of their own.
process.env.DENO_V8_FLAGS ??= "--liftoff-only";

const { imports } = JSON.parse(readFileSync(new URL("./deno.json", import.meta.url), "utf8"));

export default defineConfig({
  // The users' names for the module, as deno.json gives them to Deno.
  resolve: {
    alias: Object.entries<string>(imports).filter(([name]) => /^trunnion(?:$|\/)/.test(name))
      .map(([name, path]) => ({
        find: new RegExp(`^${name}$`),
        replacement: fileURLToPath(new URL(path, import.meta.url)),
      })),
  },
  test: {
    pool: "forks",
    // Deno reads the sources by itself: the main process need not translate them for each fork.
    experimental: { viteModuleRunner: false, nodeLoader: false },
    // Much is waiting for processes: on two processors three forks take 3:47 where two take 4:20.
    maxWorkers: 3,
    testTimeout: 60_000,
    // The first hook that asks for them makes the shared parts: seven seconds on a quiet machine.
    hookTimeout: 240_000,
    globalSetup: ["test/helpers/skipped_corpus.ts"],
    projects: [
      {
        extends: true,
        // To start a fork and import the sources again costs more than most of these files.
        test: {
          name: "together",
          include: ["test/**/*.test.ts"],
          exclude: [...IN_TURN, ...ALONE],
          isolate: false,
        },
      },
      {
        extends: true,
        test: {
          name: "in turn",
          include: IN_TURN,
          isolate: false,
          setupFiles: ["test/helpers/ends_what_it_starts.ts"],
        },
      },
      { extends: true, test: { name: "alone", include: ALONE } },
    ],
  },
});
