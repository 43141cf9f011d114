/** The tables of a journal. @module */

/** Raised with every change of the tables: a journal of another version is refused, not guessed. */
export const JOURNAL_VERSION = 5;

/**
 * `items` says how each item stands, over all runs. Its `position` is its place in the list of the
 * latest run, null where the item is not in that list. Its `place` is that in the dataset, which
 * keeps items that a later list lacks. `due` is 1 while the item is to be done in that run: what an
 * earlier run made of it does not count then. `events` is only ever added to: one row for the items
 * that were handed out, or ended, together, their ids as a JSON array, because a row an item would
 * cost as much as a trivial item. `runs.own` is the version of Trunnion's own code, and `audits`
 * has the pairs of such versions that made the same of a sample of the items. `worker_memory` has
 * the most main memory that the process of each worker took in a stage, and the one of its kernel.
 * `items.exporters` names the programs that wrote the files which were read for the item without a
 * kernel, one a line; `reader_audits` has the files that were read by both readers, by content.
 */
export const JOURNAL_TABLES = `
CREATE TABLE runs (
  id INTEGER PRIMARY KEY,
  run TEXT NOT NULL,
  flow TEXT NOT NULL,
  state TEXT NOT NULL,
  started REAL NOT NULL,
  ended REAL,
  pid INTEGER NOT NULL,
  workers INTEGER,
  again TEXT,
  origin TEXT,
  error TEXT,
  files TEXT,
  own TEXT,
  peak_bytes REAL
);
CREATE TABLE stages (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL UNIQUE
);
CREATE TABLE stage_runs (
  run INTEGER NOT NULL,
  stage INTEGER NOT NULL,
  started REAL NOT NULL,
  ended REAL,
  total INTEGER NOT NULL,
  workers INTEGER NOT NULL,
  kept TEXT NOT NULL,
  reasons TEXT NOT NULL,
  tasks TEXT NOT NULL,
  beside TEXT,
  PRIMARY KEY (run, stage)
);
CREATE TABLE worker_memory (
  run INTEGER NOT NULL,
  stage INTEGER NOT NULL,
  worker INTEGER NOT NULL,
  peak_bytes REAL NOT NULL,
  kernel_peak_bytes REAL,
  PRIMARY KEY (run, stage, worker)
);
CREATE TABLE fingerprints (
  id INTEGER PRIMARY KEY,
  code TEXT NOT NULL,
  parameters TEXT NOT NULL,
  schema TEXT NOT NULL,
  UNIQUE (code, parameters, schema)
);
CREATE TABLE audits (
  stage INTEGER NOT NULL,
  fingerprint INTEGER NOT NULL,
  older TEXT NOT NULL,
  newer TEXT NOT NULL,
  PRIMARY KEY (stage, fingerprint, older, newer)
);
CREATE TABLE reader_audits (
  content TEXT NOT NULL,
  reader INTEGER NOT NULL,
  path TEXT NOT NULL,
  exporter TEXT NOT NULL,
  state TEXT NOT NULL,
  detail TEXT,
  run INTEGER NOT NULL,
  PRIMARY KEY (content, reader)
);
CREATE TABLE items (
  id INTEGER PRIMARY KEY,
  stage INTEGER NOT NULL,
  key TEXT NOT NULL,
  item TEXT NOT NULL,
  position INTEGER,
  place INTEGER,
  state TEXT,
  reason TEXT,
  due INTEGER NOT NULL DEFAULT 0,
  alone TEXT,
  fingerprint INTEGER,
  content TEXT,
  size INTEGER,
  stamp TEXT,
  run INTEGER,
  attempts INTEGER,
  handed INTEGER,
  quarantined INTEGER,
  duration_ms REAL,
  worker INTEGER,
  pid INTEGER,
  file TEXT,
  file_bytes INTEGER,
  task INTEGER,
  reply BLOB,
  exporters TEXT,
  error_class TEXT,
  error TEXT
);
CREATE UNIQUE INDEX items_by_key ON items (stage, key);
CREATE TABLE events (
  id INTEGER PRIMARY KEY,
  run INTEGER NOT NULL,
  stage INTEGER NOT NULL,
  kind TEXT NOT NULL,
  at REAL NOT NULL,
  worker INTEGER,
  items TEXT NOT NULL,
  detail TEXT
);
CREATE INDEX events_by_run ON events (run, stage);
`;
