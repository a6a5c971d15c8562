import type { EmrSpec, HospitalSpec } from '../../../model/spec';
import type { Entity, EntityColumn } from '../../../model/types';
import { readCsv } from '../files/formats/csv-records';
import type { TableSource, Window } from '../source';
import { DATABASES, type TestDatabase } from './databases.fixture';

/** No bound on either side. */
export const EVERYTHING: Window = { watermark: null, lookbackSeconds: 0, until: null };
const COMMA = { delimiter: ',', encoding: 'utf8' } as const;

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

/** Fields of every canonical row. */
export async function fieldsOf(stream: AsyncIterable<Buffer>): Promise<(string | null)[][]> {
  const rows: (string | null)[][] = [];
  for await (const records of readCsv(stream, COMMA)) {
    for (const record of records)
      rows.push('fields' in record ? record.fields : ['problem' in record ? record.problem : record.declared]);
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
