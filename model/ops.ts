import { DATASETS } from './datasets';
import { opsGoldInputs, opsGoldLayers } from './gold-layers';
import type { Column, TableDefinition } from './types';

const text = (name: string, description: string, required = false): Column => ({
  name,
  type: 'STRING',
  phi: 'none',
  description,
  ...(required ? { required } : {}),
});
const count = (name: string, description: string): Column => ({
  name,
  type: 'INT64',
  phi: 'none',
  unit: 'rows',
  description,
});
const whole = (name: string, description: string): Column => ({ name, type: 'INT64', phi: 'none', description });
const instant = (name: string, description: string): Column => ({ name, type: 'TIMESTAMP', phi: 'none', description });

/** One row per run, written at its start and completed at its end. */
export const opsRuns: TableDefinition = {
  dataset: DATASETS.ops,
  name: 'runs',
  layer: 'ops',
  grain: 'one row per run',
  key: ['run_id'],
  clusterBy: ['run_id'],
  columns: [
    text('run_id', 'Run.', true),
    text('environment', 'Environment, e.g. sunrise-dev.', true),
    text('status', 'RUNNING, SUCCEEDED, FAILED, or INTERRUPTED: its process was ended or has died.', true),
    instant('started_at', 'UTC.'),
    instant('ended_at', 'UTC; NULL while it runs. Of a run whose process has died: its last sign of life.'),
    text(
      'started_with',
      'The command, its spec, sources and options, as JSON: a resumed run repeats them. NULL: an older version of the program started it.',
    ),
  ],
};

/** The audit: one row per attempt of a step, failed attempts too. */
export const opsSteps: TableDefinition = {
  dataset: DATASETS.ops,
  name: 'steps',
  layer: 'ops',
  grain: 'one row per attempt of a step of a run',
  key: ['run_id', 'step_id', 'attempt'],
  partitionBy: 'started_at',
  clusterBy: ['run_id', 'step_id'],
  columns: [
    text('run_id', 'Run.', true),
    text('step_id', 'Step of the graph, e.g. extract.hospital-a.patients.', true),
    { name: 'attempt', type: 'INT64', phi: 'none', required: true, description: 'From 1.' },
    text('hospital_id', 'Hospital, where the step belongs to one.'),
    text('table_name', 'Table, where the step belongs to one.'),
    text('status', 'SUCCEEDED, FAILED or SKIPPED.', true),
    instant('started_at', 'UTC.'),
    instant('ended_at', 'UTC.'),
    count('rows_in', 'Rows read.'),
    count('rows_out', 'Rows written.'),
    text('error_code', 'Code of the failure.'),
    text('detail', 'What happened, in words without row values.'),
    whole('source_bytes', "Bytes that the hospital's database sent; NULL: the step read none."),
    whole(
      'longest_statement_ms',
      'Time of the longest statement in that database, reading its rows included, in milliseconds.',
    ),
    whole(
      'snapshot_ms',
      'How old the snapshot of that database was at its end, in milliseconds: the server keeps what others change for as long.',
    ),
  ],
};

/** The watermark log: what was loaded, and whether it is in history. The newest row of a table holds its watermark. */
export const opsLoads: TableDefinition = {
  dataset: DATASETS.ops,
  name: 'loads',
  layer: 'ops',
  grain: 'one row per run and table that reached bronze',
  key: ['run_id', 'hospital_id', 'table_name'],
  clusterBy: ['hospital_id', 'table_name', 'run_id'],
  columns: [
    text('run_id', 'Run.', true),
    text('hospital_id', 'Hospital or reference.', true),
    text('table_name', 'Entity.', true),
    text('watermark', "Highest cursor the source had in the snapshot, as the source's exact text; NULL: none yet."),
    text('newest_file', 'SHA-256 of the last file whose rows the run brought; NULL: none of a file.'),
    text(
      'mapping_version',
      'Version of the mapping under which the rows were read; NULL: from before it was recorded.',
    ),
    count('rows_landed', 'Rows in landing.'),
    count('rows_new', 'Events that were new to bronze.'),
    count('rows_deleted', 'Delete events.'),
    instant(
      'taken_at',
      "When the snapshot was taken or the newest file delivered: the source's clock, UTC. NULL: no file came.",
    ),
    instant('loaded_at', 'When the run first reached bronze, UTC.'),
    instant(
      'appended_at',
      'When its events were last put into bronze, UTC: again, after a load of an earlier snapshot came late.',
    ),
    instant('applied_at', 'When history took the events in, UTC; NULL: not yet.'),
    text(
      'absent_columns',
      'Columns of the table that the snapshot or the newest file lacks, separated by commas; empty: none. NULL: no file came, or not recorded.',
    ),
  ],
};

const total = (name: string, description: string): Column => ({ name, type: 'NUMERIC', phi: 'none', description });

/** What became of every file and snapshot: what was read = accepted + held + superseded + equal, or the table stops there. */
export const opsDeliveries: TableDefinition = {
  dataset: DATASETS.ops,
  name: 'deliveries',
  layer: 'ops',
  grain: 'one row per run, table, file or snapshot, measure and step',
  key: ['run_id', 'hospital_id', 'table_name', 'delivery', 'measure', 'step'],
  clusterBy: ['hospital_id', 'table_name', 'run_id'],
  columns: [
    text('run_id', 'Run.', true),
    text('hospital_id', 'Hospital or reference.', true),
    text('table_name', 'Entity.', true),
    text('delivery', 'SHA-256 of the file; snapshot: what the run read of the database.', true),
    text('measure', 'rows, or the money column that is summed.', true),
    text('step', 'load: what reached bronze. check: what became of it under the rules.', true),
    total('total_read', 'In the file or snapshot, unreadable lines too.'),
    total('total_accepted', 'Rows that hold; at the load all rows that reached bronze.'),
    total('total_held', 'In quarantine, unreadable lines too.'),
    total('total_superseded', 'Rows that gave way to a newer row of their key, of this delivery or another.'),
    total('total_equal', 'Copies of rows that the delivery or bronze has already.'),
  ],
};

/** Deliveries with too many broken rows. Each keeps its load waiting until it is corrected, its rows are decided on, or the limit is raised. */
export const opsHeldDeliveries: TableDefinition = {
  dataset: DATASETS.ops,
  name: 'held_deliveries',
  layer: 'ops',
  grain: 'one row per delivery that is held now',
  key: ['run_id', 'hospital_id', 'table_name', 'source_file'],
  clusterBy: ['hospital_id', 'table_name', 'run_id'],
  columns: [
    text('run_id', 'Run that brought it.', true),
    text('hospital_id', 'Hospital or reference.', true),
    text('table_name', 'Entity.', true),
    text('source_file', 'SHA-256 of the file; empty for a snapshot of a database.', true),
    count('rows_checked', 'Rows of it that no later delivery has taken the place of.'),
    count('rows_broken', 'Those that broke an error rule.'),
  ],
};

/**
 * What became of rows in quarantine. Rows are only added; the newest of a row of quarantine holds, and a row without any is open.
 * It names rows by run and place and holds no value of them.
 */
export const opsQuarantineDecisions: TableDefinition = {
  dataset: DATASETS.ops,
  name: 'quarantine_decisions',
  layer: 'ops',
  grain: 'one row per decision about a row of quarantine',
  key: ['hospital_id', 'table_name', 'run_id', 'seq', 'kind', 'decided_at'],
  clusterBy: ['hospital_id', 'table_name'],
  columns: [
    text('hospital_id', 'Hospital or reference.', true),
    text('table_name', 'Entity.', true),
    text('run_id', 'Run that brought the row: its _run_id in quarantine.', true),
    { name: 'seq', type: 'INT64', phi: 'none', required: true, description: 'Its _seq in quarantine.' },
    text('kind', 'row, or line: of a file, which could not be read as a row.', true),
    text('source_file', 'SHA-256 of its file; NULL for a database.'),
    { name: 'source_line', type: 'INT64', phi: 'none', description: 'Its line in that file.' },
    text(
      'rule_ids',
      'Rules that it broke then. A release holds for these: when it breaks others it is open again.',
      true,
    ),
    text(
      'decision',
      'released: it is taken in spite of its rules, or breaks none any more. discarded: it is never taken. mended: a later good version of its key came, or the source deleted it. overtaken: a later version of its key is in quarantine too, and stands for it.',
      true,
    ),
    text('made_by', 'person; rules: a change of the rules; load: what a later load brought.', true),
    text('person', 'Who, as typed behind --by; NULL: not said.'),
    text('reason', 'Why, in words without values of the row.', true),
    text('rules_version', "Version of the table's error rules: the beginning of a hash over them.", true),
    { ...instant('decided_at', 'UTC.'), required: true },
  ],
};

/** What each rule found in each run. */
export const opsQualityResults: TableDefinition = {
  dataset: DATASETS.ops,
  name: 'quality_results',
  layer: 'ops',
  grain: 'one row per run, table and rule',
  key: ['run_id', 'hospital_id', 'table_name', 'rule_id'],
  clusterBy: ['hospital_id', 'table_name', 'run_id'],
  columns: [
    text('run_id', 'Run.', true),
    text('hospital_id', 'Hospital or reference.', true),
    text('table_name', 'Entity.', true),
    text('rule_id', 'Rule.', true),
    text('severity', 'error or warning.', true),
    count('rows_checked', 'Rows the rule looked at.'),
    count('rows_failed', 'Rows that broke it.'),
  ],
};

/** Totals compared between a source and the layers; a difference fails the run. */
export const opsReconciliations: TableDefinition = {
  dataset: DATASETS.ops,
  name: 'reconciliations',
  layer: 'ops',
  grain: 'one row per run, hospital and subject',
  key: ['run_id', 'hospital_id', 'subject'],
  clusterBy: ['run_id', 'hospital_id', 'subject'],
  columns: [
    text('run_id', 'Run.', true),
    text('hospital_id', 'Hospital.', true),
    text('subject', 'What was compared, e.g. source.transactions.amount or fact_transactions.amount.', true),
    { name: 'expected', type: 'NUMERIC', phi: 'none', description: 'Total where the rows come from.' },
    { name: 'actual', type: 'NUMERIC', phi: 'none', description: 'Total where they went.' },
    { name: 'difference', type: 'NUMERIC', phi: 'none', description: 'actual - expected.' },
  ],
};

/** Figures that are recorded when a month is closed. */
export const CLOSING_FIGURES: readonly Column[] = [
  { name: 'charges', type: 'NUMERIC', unit: 'usd', phi: 'none', description: 'Charges posted in the month.' },
  { name: 'payments', type: 'NUMERIC', unit: 'usd', phi: 'none', description: 'Payments posted in the month.' },
  { name: 'receivable', type: 'NUMERIC', unit: 'usd', phi: 'none', description: 'Open balances at its close.' },
  {
    name: 'credit_balance',
    type: 'NUMERIC',
    unit: 'usd',
    phi: 'none',
    description: 'Paid beyond the charge at its close.',
  },
];

/**
 * Figures of closed months: a row when a run first records a month, and a further row, a restatement, when a run changes its figures.
 * Rows are only added.
 */
export const opsMonthClosings: TableDefinition = {
  dataset: DATASETS.ops,
  name: 'month_closings',
  layer: 'ops',
  grain: 'one row per hospital, month and run that first recorded its figures or changed them',
  key: ['hospital_id', 'month', 'run_id', 'recorded_at'],
  clusterBy: ['hospital_id', 'month'],
  columns: [
    text('hospital_id', 'Hospital.', true),
    { name: 'month', type: 'DATE', phi: 'none', required: true, description: 'First day of the month.' },
    text('run_id', 'Run that recorded them.', true),
    { ...instant('recorded_at', 'UTC.'), required: true },
    ...CLOSING_FIGURES,
  ],
};

export const OPS_TABLES: readonly TableDefinition[] = [
  opsRuns,
  opsSteps,
  opsLoads,
  opsDeliveries,
  opsHeldDeliveries,
  opsQuarantineDecisions,
  opsQualityResults,
  opsReconciliations,
  opsMonthClosings,
  opsGoldLayers,
  opsGoldInputs,
];
