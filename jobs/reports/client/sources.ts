import type { ReportData } from '../report-data';
import type { Bridge, SourceReport } from '../run-report-data';
import { type Cell, rowsTable, table } from './html-table';

/**
 * What failed in the run, what it passed over, what is held, and what became of the rows and the money of each table's newest reading and of
 * each file. The reference files belong to every hospital.
 */
export function sourceTables(data: ReportData, hospitals: readonly string[]): string {
  const isShown = (hospital: string | null) =>
    hospital === null || hospitals.includes(hospital) || !data.hospitals.includes(hospital);
  const failures = data.failures.filter(({ hospital }) => isShown(hospital));
  const sources = data.sources.filter(({ hospital }) => isShown(hospital));
  const failed = ['Cause', 'What it said', 'Steps'];
  const read = ['Hospital', 'Table', 'In this run', 'Read (UTC)', 'Age', 'Read', 'Accepted', 'Held', 'Equal'];
  return [
    failures.length === 0
      ? ''
      : table(
          'Failed steps',
          failed,
          failures.map(({ summary, detail, steps }) => [summary, detail ?? '', steps.length]),
          '',
        ),
    table(
      'Sources, and what became of the rows of their newest reading',
      [...read, 'Superseded', 'Unexplained', 'Deleted', 'Run'],
      sources.map(sourceRow),
      'No source is configured.',
    ),
    table(
      'Columns that are not delivered',
      ['Hospital', 'Table', 'Columns'],
      sources
        .filter(({ absentColumns }) => absentColumns.length > 0)
        .map(({ hospital, table, absentColumns }) => [hospital, table, absentColumns.join(', ')]),
      'Every table has every column.',
    ),
    table(
      'What became of their money',
      ['Hospital', 'Table', 'Column', ...FATES],
      sources.flatMap(({ hospital, table, money }) => money.map((each) => [hospital, table, ...bridgeCells(each)])),
      'No money was read.',
    ),
    table(
      'Files and snapshots that are held',
      ['Hospital', 'Table', 'File', 'Broken rows', 'Of', 'Run', 'What to do next'],
      data.heldDeliveries
        .filter(({ hospital }) => isShown(hospital))
        .map((each) => [
          ...[each.hospital, each.table, shortHash(each.delivery), each.rowsBroken, each.rowsChecked, each.runId],
          each.fix,
        ]),
      'None is held.',
    ),
    table(
      'What the run passed over or mended on the way in',
      ['Step', 'What it said'],
      data.notes.filter(({ hospital }) => isShown(hospital)).map(({ step, detail }) => [step, detail]),
      'Nothing.',
    ),
    details('What became of each file and snapshot of the run', deliveriesTable(data.deliveries, isShown)),
  ].join('');
}

const FATES = ['Read', 'Accepted', 'Held', 'Superseded', 'Equal'];

function bridgeCells({ measure, read, accepted, held, superseded, equal }: Bridge): Cell[] {
  return [measure, ...[read, accepted, held, superseded, equal].map(Number)];
}

function deliveriesTable(deliveries: ReportData['deliveries'], isShown: (hospital: string) => boolean): string {
  const rows = deliveries
    .filter(({ hospital }) => isShown(hospital))
    .flatMap(({ hospital, table, delivery, isJudged, bridges }) =>
      bridges.map((each) => [
        ...[hospital, table, shortHash(delivery), ...bridgeCells(each)],
        isJudged ? 'yes' : 'not yet',
      ]),
    );
  return rowsTable(['Hospital', 'Table', 'File', 'Of it', ...FATES, 'Checked'], rows);
}

const shortHash = (delivery: string) => delivery.slice(0, 12);

const details = (summary: string, content: string) =>
  `<section><details><summary>${summary}</summary>${content}</details></section>`;

function sourceRow({ hospital, table, state, reason, readAt, readBy, ageSeconds, counts }: SourceReport): Cell[] {
  const numbers = counts
    ? [counts.read, counts.accepted, counts.held, counts.equal, counts.superseded]
    : ['', '', '', '', ''];
  return [
    ...[hospital, table, reason ?? state, readAt?.slice(0, 16) ?? 'never', age(ageSeconds), ...numbers],
    ...[counts?.unexplained ?? '', counts?.deleted ?? '', readBy ?? ''],
  ];
}

function age(seconds: number | null): string {
  if (seconds === null) return '';
  if (seconds < 3600) return `${Math.round(seconds / 60)} min`;
  return seconds < 48 * 3600 ? `${Math.round(seconds / 3600)} h` : `${Math.round(seconds / 86_400)} d`;
}

/** Comparisons that were not made, one row per table and reason. */
export function notCompared(data: ReportData, hospitals: readonly string[]): string {
  const rows = new Map<string, { cells: string[]; count: number; required: boolean }>();
  for (const { hospital, table, subject, state, reason, required } of data.comparisons) {
    if (state !== 'not compared' || (data.hospitals.includes(hospital) && !hospitals.includes(hospital))) continue;
    const cells = [hospital, table, subject.split('.')[0] ?? '', reason ?? ''];
    const key = JSON.stringify([...cells, required]);
    const row = rows.get(key) ?? { cells, count: 0, required };
    rows.set(key, { ...row, count: row.count + 1 });
  }
  return table(
    'Totals that were not compared',
    ['Hospital', 'Table', 'With', 'Why', 'Totals', 'Should be'],
    [...rows.values()]
      .sort((one, other) => Number(other.required) - Number(one.required))
      .map(({ cells, count, required }) => [...cells, count, required ? 'yes' : 'no']),
    'Every total was compared.',
  );
}
