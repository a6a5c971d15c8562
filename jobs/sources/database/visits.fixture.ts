import type { EmrSpec, HospitalSpec } from '../../../model/spec';
import type { Entity, EntityColumn } from '../../../model/types';
import type { TableSource, Window } from '../source';
import { DATABASES, type TestDatabase } from './databases.fixture';

/** No bound on either side. */
export const EVERYTHING: Window = { watermark: null, lookbackSeconds: 0, until: null };

export const column = (name: string, more: Partial<EntityColumn> = {}): EntityColumn => ({
  ...{ name, source: name, type: 'STRING', phi: 'none', presence: 'required', description: 'Invented.' },
  ...more,
});

/** A table with an id, any other columns, and a cursor. */
export function visits(others: readonly string[] = [], cursor: string | null = 'changed'): Entity {
  return {
    ...{ name: 'visits', title: 'Visits', grain: 'one row per visit', origin: 'emr', source: 'visits', quality: [] },
    ...{
      key: ['id'],
      cursor,
      columns: [column('id'), ...others.map((name) => column(name)), ...(cursor ? [column(cursor)] : [])],
    },
  };
}

/** Fields of every canonical row, read by the words of the format and not by its own reader. */
export async function fieldsOf(stream: AsyncIterable<Buffer>): Promise<(string | null)[][]> {
  const rows: (string | null)[][] = [];
  for await (const bytes of stream) {
    for (let at = 0; at < bytes.length; ) {
      const end = at + 4 + bytes.readUInt32LE(at);
      const row: (string | null)[] = [];
      for (at += 4; at < end; ) {
        const first = bytes.readUInt8(at++);
        if (first === 251) {
          row.push(null);
          continue;
        }
        const width = [2, 3, 8][first - 252] ?? 0;
        // No test has a text whose length needs more than six bytes.
        const length = width === 0 ? first : bytes.readUIntLE(at, Math.min(width, 6));
        at += width + length;
        row.push(bytes.toString('utf8', at - length, at));
      }
      expect(at).toBe(end);
      rows.push(row);
    }
  }
  return rows;
}
/** An error of this code whose detail has all the words. */
export const failure = (code: string, ...words: string[]) =>
  expect.objectContaining({ code, detail: expect.stringMatching(words.map((word) => `(?=.*${word})`).join('')) });

/** A database of its own for each test, and sources that read it. Call it inside `describeEngine(...)`. */
export function visitsDatabase<Kind extends EmrSpec['kind']>(kind: Kind) {
  const of = DATABASES[kind] as unknown as TestDatabase<Kind>;
  type Emr = Extract<EmrSpec, { kind: Kind }>;
  type Mapping = HospitalSpec['mapping'];
  let database: string;
  beforeEach(async () => {
    database = await of.createDatabase();
  });

  const emr = (changes: Partial<Emr> = {}): Emr => ({ ...of.emr(database), ...changes });
  const source = (
    changes: Partial<Emr> = {},
    mapping: Mapping = {},
    keyScan: 'every_run' | 'never' = 'every_run',
    readTimeout?: number,
  ) => of.source({ emr: emr(changes), mapping, keyScan }, readTimeout);
  const execute = (sql: string) => of.execute(sql, database);
  /** A source under a mapping of the visits. */
  const under = (mapping: Partial<Mapping[string]>) => source({}, { visits: { columns: {}, ...mapping } });

  /** Everything one snapshot says; rows without the empty source line. */
  function read(entity: Entity, window: Partial<Window> = {}, from: TableSource = source()) {
    return from.snapshot(entity, { ...EVERYTHING, ...window }, async ({ takenAt, watermark, rows, keys }) => {
      const all = (await fieldsOf(rows())).map((row) => row.slice(0, -1));
      const every = keys();
      return { takenAt, watermark, rows: all, keys: every ? (await fieldsOf(every)).flat() : null };
    });
  }
  const ids = async (...given: Parameters<typeof read>) => (await read(...given)).rows.map(([id]) => id).sort();
  return {
    database: () => database,
    connection: () => of.connection(database),
    emr,
    source,
    execute,
    under,
    read,
    ids,
  };
}
