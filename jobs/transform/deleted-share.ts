import { bronzeTable } from '../../model/catalogue';
import type { Dialect } from '../warehouse/dialect';
import { bound, columnList, sameKey, statement } from '../warehouse/statement';
import type { Statement } from '../warehouse/warehouse';
import type { BronzeLoad } from './bronze';
import { knownOrder } from './event-order';
import { statementName } from './hospital-table';
import { ofFile, remainingKeys } from './remaining-keys';

/** A table may lose this many rows, whatever their share: a department that closes is one row of twenty. */
const TOLERATED_DELETES = 20;

/**
 * Query: one row `alive`, `missing`: how many keys bronze has, and how many of them the load would delete. Run it before `appendToBronze`
 * for a load that detects deletes. It ignores what the same run appended before: that will be replaced.
 */
export function deletedShare(dialect: Dialect, load: BronzeLoad): Statement {
  const { key } = load.entity;
  const keys = columnList(dialect, key);
  const [first = ''] = key;
  return statement(
    statementName(`bronze.deleted_share${ofFile(load)}`, load),
    `
    with newest as (
      select ${keys}, _op, row_number() over (partition by ${keys} order by ${knownOrder('desc')}) as recency
      from ${dialect.table(bronzeTable(load.entity, load.hospitalId))} b
      where _taken_at <= ${dialect.parameter('taken_at')} and _run_id <> ${dialect.parameter('run_id')}
        and ${key.map((name) => `${dialect.identifier(name)} is not null`).join(' and ')}
    ),
    seen as (
      select distinct ${keys} from ${remainingKeys(dialect, load)} k
    )
    select count(*) as alive, coalesce(sum(case when s.${dialect.identifier(first)} is null then 1 else 0 end), 0) as missing
    from newest n left join seen s on ${sameKey(dialect, key, 's', 'n')}
    where n.recency = 1 and n._op = 'U'`,
    {
      run_id: bound.text(load.runId),
      taken_at: bound.instant(load.takenAt),
      ...(load.deletes === 'newest_file' ? { newest_file: bound.text(load.newestFile ?? null) } : {}),
    },
  );
}

/**
 * Whether the deletes look like a source that is being reloaded: more than the share and more than `TOLERATED_DELETES` rows, or every
 * row of the table.
 */
export function isMassDeletion({ alive, missing }: { alive: number; missing: number }, maximumShare: number): boolean {
  return missing > maximumShare * alive && (missing > TOLERATED_DELETES || missing === alive);
}
