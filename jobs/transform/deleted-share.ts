import { bronzeTable, stagingTable } from '../../model/catalogue';
import type { Dialect } from '../warehouse/dialect';
import { union } from '../warehouse/named-columns';
import { bound, columnList, sameKey, statement } from '../warehouse/statement';
import type { Statement } from '../warehouse/warehouse';
import type { BronzeLoad } from './bronze';
import { knownOrder } from './event-order';
import { statementName } from './hospital-table';
import { type DeleteDetection, ofFile, remainingKeys } from './remaining-keys';

/** A table of a database may lose this many rows, whatever their share: a department that closes is one row of twenty. */
const TOLERATED_OF_DATABASE = 20;
/** A full export may lack one. A file that was cut on its way is the usual accident, and cuts a small table by few rows. */
const TOLERATED_OF_FILE = 1;

/** What there was before, and what is left: one step of a load that detects deletes. */
export interface DeleteComparison {
  /** What bronze had before the run counts as there. */
  readonly bronze: boolean;
  /** SHA-256 of the files of the load whose rows count as there too. */
  readonly before: readonly string[];
  /** SHA-256 of the file that says what is left; null: a database. */
  readonly left: string | null;
}

/**
 * What has to be compared before a load is appended. Of full exports that waited together, each is compared with what there was before it, as
 * if each had come in a run of its own: the newest alone would end the rows of those before it unseen. One that has not every key ends nothing,
 * so its rows are added to what the next one is compared with.
 */
export function deleteComparisons({ deletes, fullExports = [] }: BronzeLoad): DeleteComparison[] {
  if (deletes === 'none') return [];
  if (deletes !== 'newest_file') return [{ bronze: true, before: [], left: null }];
  const comparisons: DeleteComparison[] = [];
  let there: Omit<DeleteComparison, 'left'> = { bronze: true, before: [] };
  for (const { sha256, hasEveryKey } of fullExports) {
    if (hasEveryKey) comparisons.push({ ...there, left: sha256 });
    there = hasEveryKey ? { bronze: false, before: [sha256] } : { ...there, before: [...there.before, sha256] };
  }
  return comparisons;
}

/**
 * Query: one row `alive`, `missing`: how many keys there were, and how many of them are not left. Run it before `appendToBronze`.
 * It ignores what the same run appended before: that will be replaced.
 */
export function deletedShare(
  dialect: Dialect,
  load: BronzeLoad,
  { bronze, before, left }: DeleteComparison,
): Statement {
  const { entity, hospitalId } = load;
  const { key } = entity;
  const keys = columnList(dialect, key);
  const [first = ''] = key;
  const hasKey = key.map((name) => `${dialect.identifier(name)} is not null`).join(' and ');
  const columns = Object.fromEntries(key.map((name) => [name, dialect.identifier(name)]));
  const files = before.map((sha256) => dialect.text(sha256)).join(', ');
  const there = [
    ...(bronze ? [{ columns, from: "from newest where recency = 1 and _op = 'U'" }] : []),
    ...(before.length > 0
      ? [
          {
            columns,
            from: `from ${dialect.table(stagingTable(entity, hospitalId))} f where _source_file in (${files}) and ${hasKey}`,
          },
        ]
      : []),
  ];
  return statement(
    statementName(`bronze.deleted_share${ofFile(load)}${bronze ? '' : '_after_file'}`, load),
    `
    with newest as (
      select ${keys}, _op, row_number() over (partition by ${keys} order by ${knownOrder('desc')}) as recency
      from ${dialect.table(bronzeTable(entity, hospitalId))} b
      where _taken_at <= ${dialect.parameter('taken_at')} and _run_id <> ${dialect.parameter('run_id')} and ${hasKey}
    ),
    there as (select distinct ${keys} from (${union(dialect, 'all', there)}) u),
    seen as (
      select distinct ${keys} from ${remainingKeys(dialect, load)} k
    )
    select count(*) as alive, coalesce(sum(case when s.${dialect.identifier(first)} is null then 1 else 0 end), 0) as missing
    from there n left join seen s on ${sameKey(dialect, key, 's', 'n')}`,
    {
      run_id: bound.text(load.runId),
      taken_at: bound.instant(load.takenAt),
      ...(load.deletes === 'newest_file' ? { newest_file: bound.text(left) } : {}),
    },
  );
}

/**
 * Whether the deletes look like a source that is being reloaded, or like a file that was cut: more than the share and more rows than are
 * tolerated, or every row of the table.
 */
export function isMassDeletion(
  { alive, missing }: { readonly alive: number; readonly missing: number },
  { maximumShare, deletes }: { readonly maximumShare: number; readonly deletes: DeleteDetection },
): boolean {
  const tolerated = deletes === 'newest_file' ? TOLERATED_OF_FILE : TOLERATED_OF_DATABASE;
  return missing > maximumShare * alive && (missing > tolerated || missing === alive);
}
