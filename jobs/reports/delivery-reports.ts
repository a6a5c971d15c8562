import { ERRORS } from '../../model/errors/registry';
import type { Row } from '../warehouse/warehouse';
import { type StepEnd, stepParts } from './failure-causes';
import type { Bridge, DeliveryReport, HeldDelivery, SourceReport, StepNote } from './run-report-data';

/** The bridge of a row of `deliveriesOfRun` or `accountsOfReadings`. */
export function bridge(row: Row): Bridge {
  const of = (fate: string) => String(row[`total_${fate}`] ?? '0');
  return {
    ...{ measure: String(row['measure']), read: of('read'), accepted: of('accepted'), held: of('held') },
    ...{ superseded: of('superseded'), equal: of('equal') },
  };
}

/** One per file or snapshot, in the order of the rows; of each the rows come first, then the money. */
export function deliveryReports(rows: readonly Row[]): DeliveryReport[] {
  const found = new Map<string, DeliveryReport>();
  for (const row of rows) {
    const of = {
      ...{ hospital: String(row['hospital_id']), table: String(row['table_name']), runId: String(row['run_id']) },
      ...{ delivery: String(row['delivery']), isJudged: row['step'] === 'check' },
    };
    const name = [of.hospital, of.table, of.delivery].join(' ');
    const bridges = [...(found.get(name)?.bridges ?? []), bridge(row)];
    found.set(name, { ...of, bridges: rowsFirst(bridges) });
  }
  return [...found.values()];
}

/** The rows of `everyHeldDelivery`. */
export function heldDeliveries(rows: readonly Row[]): HeldDelivery[] {
  return rows.map((row) => ({
    ...{ hospital: String(row['hospital_id']), table: String(row['table_name']), runId: String(row['run_id']) },
    delivery: row['source_file'] === '' ? 'snapshot' : String(row['source_file']),
    ...{ rowsChecked: Number(row['rows_checked']), rowsBroken: Number(row['rows_broken']) },
    fix: ERRORS.QUARANTINE_SHARE_EXCEEDED.fix,
  }));
}

/** Rows of all sources together; money is added up over one column of one table only. */
export function rowsOfRun(deliveries: readonly DeliveryReport[]): Bridge {
  const rows = deliveries.flatMap(({ bridges }) => bridges.slice(0, 1));
  const sum = (of: Exclude<keyof Bridge, 'measure'>) =>
    String(rows.reduce((total, each) => total + Number(each[of]), 0));
  return {
    ...{ measure: 'rows', read: sum('read'), accepted: sum('accepted'), held: sum('held') },
    ...{ superseded: sum('superseded'), equal: sum('equal') },
  };
}

/** What the inbox and the files had that the run passed over or mended: what `begin` and the extracts say, but for counts of files alone. */
export function stepNotes(steps: readonly StepEnd[]): StepNote[] {
  return steps.flatMap(({ id, succeeded, detail }) => {
    const { kind, hospital, table } = stepParts(id);
    const said = (detail ?? '').replace(/^\d+ file\(s\)(, |$)/, '');
    return succeeded && (kind === 'begin' || kind === 'extract') && said !== ''
      ? [{ step: id, hospital, table, detail: said }]
      : [];
  });
}

/** How many rows or dollars are in none of the summands of a bridge, in its own unit to a millionth; anything but 0 stops the table. */
export function unexplained({ read, accepted, held, superseded, equal }: Bridge): number {
  const millionths = [read, accepted, held, superseded, equal].map((each) => Math.round(Number(each) * 1e6));
  const [all = 0, ...parts] = millionths;
  return (all - parts.reduce((sum, each) => sum + each, 0)) / 1e6;
}

/** Counts of rows, and what became of the money, of the reading that a table's figures are made from. `rows`: those of `accountsOfReadings`. */
export function readingAccount(
  rows: readonly Row[],
  { hospital, table }: Pick<SourceReport, 'hospital' | 'table'>,
  reading: Row,
): Pick<SourceReport, 'counts' | 'money'> {
  const isOwn = (row: Row) =>
    row['hospital_id'] === hospital && row['table_name'] === table && row['run_id'] === reading['run_id'];
  const [first, ...money] = rowsFirst(rows.filter(isOwn).map(bridge));
  if (first === undefined) return { counts: null, money: [] };
  const { read, accepted, held, superseded, equal } = first;
  return {
    counts: {
      ...{ read: Number(read), accepted: Number(accepted), held: Number(held), superseded: Number(superseded) },
      ...{ equal: Number(equal), unexplained: unexplained(first), deleted: Number(reading['rows_deleted'] ?? 0) },
    },
    money,
  };
}

function rowsFirst(bridges: readonly Bridge[]): Bridge[] {
  return [...bridges].sort((one, other) => Number(other.measure === 'rows') - Number(one.measure === 'rows'));
}
