import { opsHeldDeliveries, opsLoads } from '../../model/ops';
import type { Entity } from '../../model/types';
import type { Dialect } from '../warehouse/dialect';
import { union } from '../warehouse/named-columns';
import { bound } from '../warehouse/statement';
import type { Parameter } from '../warehouse/warehouse';

/** One entity of one hospital (or of `REFERENCE_OWNER`). Bronze, quality and history process one at a time. */
export interface HospitalTable {
  readonly entity: Entity;
  readonly hospitalId: string;
}

/**
 * `pending`: events of loads that are not in history yet, or of which a delivery is held. `applied`: events of loads that are in history, for a
 * replay; of a load with a held delivery the others are.
 */
export type Scope = 'pending' | 'applied';

/** Parameters `hospital_id` and `table_name`. */
export function tableParameters(of: HospitalTable): Record<string, Parameter> {
  return { hospital_id: bound.text(of.hospitalId), table_name: bound.text(of.entity.name) };
}

/** Name of a statement, e.g. `history.rebuild.patients`: the same for every hospital. */
export function statementName(verb: string, of: HospitalTable): string {
  return `${verb}.${of.entity.name}`;
}

/** A subquery of the run ids in scope. Its parameters are `tableParameters`. */
export function runsInScope(dialect: Dialect, scope: Scope): string {
  const ofTable = `hospital_id = ${dialect.parameter('hospital_id')} and table_name = ${dialect.parameter('table_name')}`;
  const columns = { run_id: 'run_id' };
  const loads = `from ${dialect.table(opsLoads)} where ${ofTable} and applied_at is`;
  if (scope === 'pending') return `(select run_id ${loads} null)`;
  const held = `from ${dialect.table(opsHeldDeliveries)} where ${ofTable}`;
  return `(${union(dialect, 'distinct', [
    { columns, from: `${loads} not null` },
    { columns, from: held },
  ])})`;
}

/** BOOL: the event of bronze is not of a held delivery. Its parameters are `tableParameters`. */
export function isNotHeld(dialect: Dialect, alias: string): string {
  return `(not exists (
        select 1 from ${dialect.table(opsHeldDeliveries)} d
        where d.hospital_id = ${dialect.parameter('hospital_id')} and d.table_name = ${dialect.parameter('table_name')}
          and d.run_id = ${alias}._run_id and d.source_file = coalesce(${alias}._source_file, '')))`;
}
