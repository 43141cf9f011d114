/** A run's hold on its folder: it alone writes there, and into the journal. @module */
import type { FolderLock } from "../../journal/folder_lock.ts";
import { Journal, type RunStart } from "../../journal/journal.ts";
import { JournalReader } from "../../journal/journal_reader.ts";
import { ResultsReplaced } from "../errors.ts";
import { lockFolder, type OutputFolder, prepareFolder } from "./output_folder.ts";
import { sweepFolder } from "./sweep_folder.ts";

/** The folder of a flow while a run writes it. */
export class RunFolder {
  readonly journal: Journal;
  readonly #lock: FolderLock;
  readonly #run: string;
  #open = true;

  private constructor(lock: FolderLock, journal: Journal, run: string) {
    this.#lock = lock;
    this.journal = journal;
    this.#run = run;
  }

  /**
   * Takes a folder, clears away what a killed run has left, and begins the run in its journal.
   *
   * @param clean whether all of earlier runs is removed
   * @throws OutputFolderError when it cannot be written
   * @throws FolderInUse when another run writes there
   * @throws JournalError when the journal there cannot be used
   */
  static async open(folder: OutputFolder, clean: boolean, start: RunStart): Promise<RunFolder> {
    const lock = await lockFolder(folder);
    let journal: Journal | null = null;
    try {
      await prepareFolder(folder, clean);
      await sweepFolder(folder);
      journal = Journal.open(folder.journal);
      journal.beginRun(start);
      return new RunFolder(lock, journal, start.run);
    } catch (error) {
      journal?.close();
      lock.release();
      throw error;
    }
  }

  /** Reads the journal: what is open while the run goes on, and the file when it has ended. */
  readonly read = <T>(work: (reader: JournalReader) => T): T => {
    if (this.#open) return work(this.journal.reader());
    const reader = JournalReader.open(this.journal.path);
    try {
      const [latest] = reader.runs();
      if (latest.run === this.#run) return work(reader);
      throw new ResultsReplaced(
        "Cannot read the results of this run: a later run of the flow has replaced them in " +
          `'${this.journal.path}'. Read results before the flow is run again.`,
        { data: { run: this.#run, latest: latest.run } },
      );
    } finally {
      reader.close();
    }
  };

  /** Lets go of the folder. A second call does nothing. */
  close(): void {
    this.#open = false;
    this.journal.close();
    this.#lock.release();
  }
}
