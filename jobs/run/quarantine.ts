import { entityOf } from '../../model/catalogue';
import type { Model } from '../../model/model';
import { JobError } from '../errors';
import {
  conflictingRows,
  placeOf,
  quarantineRow,
  type RowPlace,
  type ShownRow,
  shownRow,
} from '../reports/quarantine-rows';
import { whyNotReleasable } from '../reports/rule-words';
import { DELIVERY_HELD } from '../transform/held-deliveries';
import { type Decision, decide, type QuarantineRow } from '../transform/quarantine-decisions';
import type { Statement, Warehouse } from '../warehouse/warehouse';
import { checkReason } from './decision-reason';

/** What a decision came to. */
export interface DecidedRow {
  readonly id: string;
  readonly before: ShownRow['state'];
  readonly state: Decision['decision'];
}

/**
 * Writes what a person decides about rows of quarantine, all or none. A row that the same decision holds for already keeps it. The release of
 * a row that conflicts with others says that it is the true one: they are discarded. History acts on it in the next run.
 * @param ids as `ShownRow.id` has them
 * @throws JobError `QUARANTINE_ROW_UNKNOWN`, `QUARANTINE_ROW_UNRELEASABLE`, `QUARANTINE_CONFLICT_DECIDED`, `QUARANTINE_REASON_UNSAFE`; nothing
 * is written then.
 */
export async function decideRows(
  warehouse: Warehouse,
  model: Model,
  ids: readonly string[],
  decision: Decision,
): Promise<DecidedRow[]> {
  checkReason(decision.reason);
  const decided = new Map<string, DecidedRow>();
  const statements: Statement[] = [];
  const write = (row: ShownRow, made: Decision) => {
    decided.set(row.id, { id: row.id, before: row.state, state: made.decision });
    if (row.state !== made.decision) statements.push(decide(warehouse.dialect, rowAt(model, row.id), made));
  };
  for (const id of new Set(ids)) {
    const { row, place } = await rowOf(warehouse, model, id);
    refuseUndecidable(row, decision);
    write(row, decision);
    if (decision.decision !== 'released' || row.conflictsWith === null) continue;
    const rows = await warehouse.query(conflictingRows(warehouse.dialect, model, place, row.conflictsWith));
    const others = rows.map(shownRow).filter((other) => other.id !== id);
    if (others.some((other) => other.state === 'released' || ids.includes(other.id)))
      throw new JobError('QUARANTINE_CONFLICT_DECIDED', `only one of ${id} and the rows of its key can be true`);
    const reason = `another row of its key is released: ${decision.reason}`;
    for (const other of others) write(other, { ...decision, decision: 'discarded', reason });
  }
  if (statements.length > 0) await warehouse.executeAtomically(statements);
  return [...decided.values()];
}

function rowAt(model: Model, id: string): QuarantineRow {
  const place = placeOf(id);
  if (place === null) throw new Error(`${id} is not the id of a row.`);
  const { runId, seq, kind, hospitalId, table } = place;
  return { entity: entityOf(model, table), hospitalId, runId, seq, kind };
}

/** @throws JobError `QUARANTINE_ROW_UNKNOWN` */
export async function rowOf(
  warehouse: Pick<Warehouse, 'dialect' | 'query'>,
  model: Model,
  id: string,
): Promise<{ readonly row: ShownRow; readonly place: RowPlace }> {
  const place = placeOf(id);
  const isKnown = place !== null && model.entities.some(({ name }) => name === place.table);
  const [found] = isKnown ? await warehouse.query(quarantineRow(warehouse.dialect, model, place)) : [];
  if (place === null || found === undefined)
    throw new JobError('QUARANTINE_ROW_UNKNOWN', `quarantine has no row ${place === null ? 'of this id' : id}`);
  return { row: shownRow(found), place };
}

function refuseUndecidable({ id, rules, madeBy }: ShownRow, { decision }: Decision): void {
  if (madeBy === 'rules') throw new JobError('QUARANTINE_ROW_UNKNOWN', `${id} breaks no rule any more and has left`);
  const why = whyNotReleasable(rules);
  // A sound row of a held delivery is nothing to decide about: its delivery is.
  if (why !== null && (decision === 'released' || rules.includes(DELIVERY_HELD)))
    throw new JobError('QUARANTINE_ROW_UNRELEASABLE', `${id} cannot be ${decision}: ${why}`);
}
