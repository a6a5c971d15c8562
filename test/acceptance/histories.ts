import { entity } from '../../model/catalogue';
import type { TableChanges } from '../../sample/truth/table-truth';
import type { SamplePipeline } from './sample-pipeline';

/** All versions of one key, oldest first. */
interface History {
  /** Every column of every version, for comparing. */
  readonly text: string;
  readonly isCurrent: boolean;
}

/** By `<hospital> <table>`, then by key. */
export type Histories = ReadonlyMap<string, ReadonlyMap<string, History>>;

/** What silver remembers of every key of these tables. */
export async function readHistories(pipeline: SamplePipeline, tables: readonly string[]): Promise<Histories> {
  const histories = new Map<string, Map<string, History>>();
  for (const table of tables) {
    const key = entity(table).key.join();
    for (const row of await pipeline.rows(`select * from silver.${table} order by hospital_id, ${key}, valid_from`)) {
      const name = `${row['hospital_id']} ${table}`;
      const keys = histories.get(name) ?? new Map<string, History>();
      histories.set(name, keys);
      const before = keys.get(String(row[key]));
      keys.set(String(row[key]), {
        text: `${before?.text ?? ''}${JSON.stringify(row)}\n`,
        isCurrent: before?.isCurrent === true || row['is_current'] === true,
      });
    }
  }
  return histories;
}

/** The keys whose history is another one now, by what became of them, in order. */
export function changedHistories(before: Histories, after: Histories, name: string): Omit<TableChanges, 'late'> {
  const changes = { new: [] as string[], changed: [] as string[], deleted: [] as string[], returned: [] as string[] };
  for (const [key, now] of [...(after.get(name) ?? [])].sort(([one], [other]) => (one < other ? -1 : 1))) {
    const then = before.get(name)?.get(key);
    if (then?.text === now.text) continue;
    if (!now.isCurrent) changes.deleted.push(key);
    else if (then === undefined) changes.new.push(key);
    else changes[then.isCurrent ? 'changed' : 'returned'].push(key);
  }
  return changes;
}
