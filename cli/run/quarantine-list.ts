import { JobError } from '../../jobs/errors';
import type { ObjectStore } from '../../jobs/lake/object-store';
import {
  decisionsAbout,
  type QuarantineFilter,
  quarantineByRule,
  quarantineRows,
  type ShownRow,
  shownRow,
} from '../../jobs/reports/quarantine-rows';
import { ruleWords, whyNotReleasable } from '../../jobs/reports/rule-words';
import { QUARANTINE_STATES, type QuarantineState } from '../../jobs/transform/quarantine-states';
import { entityOf } from '../../model/catalogue';
import type { Model } from '../../model/model';
import type { WarehouseReader } from '../local-warehouse/warehouse-reader';

type Reader = Pick<WarehouseReader, 'dialect' | 'query'>;

/** Rows of one table of one hospital that break the same rules, by state. */
export type RuleCounts = Readonly<Record<QuarantineState, number>> & {
  readonly hospital: string;
  readonly table: string;
  readonly rules: string;
};

/** A row with its file as messages name files. */
export interface ListedRow extends ShownRow {
  /** e.g. `claims_2….csv (sha256 1f2e3d4c5b6a)`; null: it is of a database. */
  readonly fileShown: string | null;
}

export interface QuarantineList {
  readonly counts: readonly RuleCounts[];
  readonly rows: readonly ListedRow[];
  /** Rows that the filter finds, shown or not. */
  readonly found: number;
}

/** A row and all that is known about it. */
export interface RowDetails extends ListedRow {
  readonly words: readonly { readonly rule: string; readonly says: string }[];
  /** null: it can be released. */
  readonly notReleasable: string | null;
  readonly decisions: readonly Readonly<Record<string, string | null>>[];
}

/** Counts of all states, and the rows of one. */
export async function readList(
  warehouse: Reader,
  model: Model,
  landing: ObjectStore,
  {
    filter,
    state,
    limit,
  }: { readonly filter: QuarantineFilter; readonly state: QuarantineState; readonly limit: number },
): Promise<QuarantineList> {
  const { dialect } = warehouse;
  const counts = new Map<string, RuleCounts>();
  const none = Object.fromEntries(QUARANTINE_STATES.map((each) => [each, 0])) as Record<QuarantineState, number>;
  let found = 0;
  for (const row of await warehouse.query(quarantineByRule(dialect, model, filter))) {
    const of = {
      hospital: String(row['hospital_id']),
      table: String(row['table_name']),
      rules: String(row['_rule_ids']),
    };
    const key = Object.values(of).join(' ');
    const number = Number(row['row_count']);
    counts.set(key, { ...none, ...of, ...counts.get(key), [String(row['state'])]: number });
    if (row['state'] === state) found += number;
  }
  const rows = (await warehouse.query(quarantineRows(dialect, model, { ...filter, state }, limit))).map(shownRow);
  return { counts: [...counts.values()], rows: await withFiles(landing, rows), found };
}

/** @throws JobError `QUARANTINE_ROW_UNKNOWN` */
export async function readRow(warehouse: Reader, model: Model, landing: ObjectStore, id: string): Promise<RowDetails> {
  const { rowOf } = require('../../jobs/run/quarantine') as typeof import('../../jobs/run/quarantine');
  const { row, place } = await rowOf(warehouse, model, id);
  const [listed] = await withFiles(landing, [row]);
  const of = entityOf(model, place.table);
  const decisions = await warehouse.query(decisionsAbout(warehouse.dialect, place));
  return {
    ...row,
    fileShown: listed?.fileShown ?? null,
    words: row.rules.map((rule) => ({ rule, says: ruleWords(of, rule) })),
    notReleasable: whyNotReleasable(row.rules),
    decisions: decisions as RowDetails['decisions'],
  };
}

/** Names files from the manifests of their landings; where those are out of reach, by their hash alone. */
async function withFiles(landing: ObjectStore, rows: readonly ShownRow[]): Promise<ListedRow[]> {
  const { readManifest } = require('../../jobs/lake/landing') as typeof import('../../jobs/lake/landing');
  const { shownFile } =
    require('../../jobs/sources/files/shown-file') as typeof import('../../jobs/sources/files/shown-file');
  const names = new Map<string, string>();
  const landings = new Map(
    rows
      .filter(({ file }) => file !== null)
      .map(({ hospital, table, runId }) => [`${hospital} ${table} ${runId}`, { hospitalId: hospital, table, runId }]),
  );
  for (const of of landings.values()) {
    try {
      for (const { key, sha256 } of (await readManifest(landing, of)).files) names.set(sha256, shownFile(key));
    } catch (error) {
      if (!(error instanceof JobError)) throw error;
    }
  }
  return rows.map((row) => {
    if (row.file === null) return { ...row, fileShown: null };
    const name = names.get(row.file);
    const hash = `sha256 ${row.file.slice(0, 12)}`;
    return { ...row, fileShown: name === undefined ? hash : `${name} (${hash})` };
  });
}
