import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { versionsAsKnown } from '../../model/as-known';
import { entity } from '../../model/catalogue';
import { parseSpec } from '../../model/parse-spec';
import { pipelineSpecSchema } from '../../model/spec';
import { propertyRuns, timeFor } from '../../test/long-runs';
import { type Context, openContext } from '../steps/context';
import type { Row } from '../warehouse/warehouse';
import { runPipeline } from './run';

/** Each is a table with up to six times of changes, with one run or two after each. Measured: 10 s of a processor for each. */
const STREAMS = { share: 4, long: 60 } as const;
const STREAM_MILLISECONDS = 60_000;

const TABLE = entity('transactions');
const STEPS = ['begin', ...['extract', 'load', 'check', 'history'].map((kind) => `${kind}.hospital-a.transactions`)];
const SPEC = parseSpec(pipelineSpecSchema, {
  ...{ version: 1, environment: 'sunrise-dev', group: 'sunrise', stage: 'dev', project: 'sunrise-rcm-dev' },
  ...{ region: 'us-central1', dailyRun: { localTime: '05:00', timeZone: 'America/Chicago' } },
  buckets: { inbox: 'inbox', landing: 'landing', archive: 'archive', curated: 'curated', code: 'code' },
  hospitals: [
    {
      id: 'hospital-a',
      emr: { kind: 'mysql', host: '127.0.0.1', database: 'emr', user: 'reader' },
      tables: ['transactions'],
      // No run reads a row again only because it was changed lately.
      lookbackSeconds: 0,
    },
  ],
});

/** What a program writes into the cursor of a row that it changes. `unmoved` and `back` hide a change from a reader of cursors. */
const CURSORS = ['now', 'now', 'future', 'back', 'null', 'unmoved'] as const;
interface Change {
  readonly key: string;
  /** null: the row is deleted. */
  readonly put: { readonly amount: string; readonly type: string; readonly cursor: (typeof CURSORS)[number] } | null;
}
/** Changes, and the run that follows. `late`: it extracts, more changes and a whole run follow, and then it is resumed. */
interface Turn {
  readonly changes: readonly Change[];
  readonly run: 'by cursor' | 'healing' | 'late';
  readonly meanwhile: readonly Change[];
}
const change: fc.Arbitrary<Change> = fc.record({
  key: fc.constantFrom('T1', 'T2', 'T3', 'T4', 'T5', 'T6'),
  put: fc.option(
    fc.record({
      amount: fc.constantFrom('0.01', '100.10', '3.33'),
      type: fc.constantFrom('Insurance', 'Self'),
      cursor: fc.constantFrom(...CURSORS),
    }),
    { freq: 5 },
  ),
});
const changes = fc.array(change, { maxLength: 4 });
const turns: fc.Arbitrary<Turn[]> = fc.array(
  fc.record({ changes, run: fc.constantFrom('by cursor', 'by cursor', 'healing', 'late'), meanwhile: changes }),
  { minLength: 1, maxLength: 6 },
);

interface SourceRow {
  readonly amount: string;
  readonly type: string;
  readonly cursor: string | null;
}

/** A table of a hospital, in an extract that is written again for each run. */
class Source {
  readonly rows = new Map<string, SourceRow>();
  /** Keys whose content was changed under a cursor that no reader of cursors notices, since it was last compared row by row. */
  readonly hidden = new Set<string>();

  constructor(private readonly file: string) {}

  apply(all: readonly Change[]): void {
    for (const { key, put } of all) {
      const before = this.rows.get(key);
      if (put === null) {
        this.rows.delete(key);
        continue;
      }
      const cursor = cursorOf(put.cursor, before);
      // A row whose cursor is NULL or ahead is read in every run.
      const isSeen = put.cursor === 'now' || cursor === null || cursor > '2099';
      if (isSeen) this.hidden.delete(key);
      else this.hidden.add(key);
      this.rows.set(key, { amount: put.amount, type: put.type, cursor });
    }
    const lines = [...this.rows].map(([id, { amount, type, cursor }]) => {
      const values: Record<string, string> = {
        ...{ transaction_id: id, encounter_id: 'E1', service_date: '2025-01-01', amount, paid_amount: '0' },
        ...{ amount_type: type, modified_at: cursor ?? '' },
      };
      return TABLE.columns.map(({ name }) => values[name] ?? '').join(',');
    });
    writeFileSync(this.file, `${[TABLE.columns.map(({ source }) => source).join(','), ...lines].join('\n')}\n`);
  }
}

let lastCursor = 0;
function cursorOf(kind: (typeof CURSORS)[number], before: SourceRow | undefined): string | null {
  if (kind === 'future') return '2099-12-31 00:00:00';
  if (kind === 'back') return '2001-01-01 00:00:00';
  if (kind === 'null') return null;
  if (kind === 'unmoved') return before === undefined ? '2001-01-01 00:00:00' : before.cursor;
  // The clock of the source, which never says one moment twice.
  lastCursor = Math.max(lastCursor + 1, Date.now());
  return new Date(lastCursor).toISOString().replace('T', ' ').replace('Z', '');
}

/** A stream of turns on a new warehouse: silver against the source after each run, and as it was known at the end. */
class Stream {
  private readonly known: { readonly at: string; readonly silver: readonly string[] }[] = [];
  private runs = 0;

  constructor(
    private readonly context: Context,
    private readonly source: Source,
  ) {}

  async turn({ changes: first, run, meanwhile }: Turn): Promise<void> {
    this.source.apply(first);
    if (run !== 'late') return this.whole(run === 'healing');
    const late = this.newRun();
    await this.steps(late, STEPS.slice(0, 2), false);
    this.source.apply(meanwhile);
    await this.whole(false);
    await this.steps(late, STEPS, false);
    await this.remember();
    await this.expectSource();
  }

  async asKnown(): Promise<void> {
    const { warehouse } = this.context;
    const { dialect } = warehouse;
    for (const { at, silver } of this.known) {
      const names = { identifier: dialect.identifier, place: dialect.table };
      const sql = versionsAsKnown(TABLE, dialect.timestampLiteral(at), names);
      expect(texts(await warehouse.query({ name: 'test.known', sql }))).toEqual(silver);
    }
  }

  private newRun(): string {
    this.runs += 1;
    return `r${String(this.runs).padStart(2, '0')}`;
  }

  private async whole(heal: boolean): Promise<void> {
    const runId = this.newRun();
    await this.steps(runId, STEPS, heal);
    if (heal) this.source.hidden.clear();
    await this.remember();
    await this.expectSource();
    await this.expectVerdict(runId, heal);
  }

  private async steps(runId: string, only: readonly string[], heal: boolean): Promise<void> {
    const { steps } = await runPipeline(this.context, { runId, only, concurrency: 1, heal, acceptDeletes: true });
    expect([...steps].flatMap(([id, { error }]) => (error ? [`${id}: ${error.code}`] : []))).toEqual([]);
  }

  /** The same keys always; the same content wherever the source has not hidden a change. */
  private async expectSource(): Promise<void> {
    const rows = await this.rows(
      'select transaction_id as key, cast(amount as varchar) as amount, amount_type as type from silver.transactions where is_current order by 1',
    );
    const visible = (key: string) => !this.source.hidden.has(key);
    const expected = [...this.source.rows].map(([key, { amount, type }]) => ({ key, amount: Number(amount), type }));
    const actual = rows.map(({ key, amount, type }) => ({ key: String(key), amount: Number(amount), type }));
    const byKey = (a: { key: string }, b: { key: string }) => (a.key < b.key ? -1 : 1);
    expect(actual.map(({ key }) => key)).toEqual(expected.sort(byKey).map(({ key }) => key));
    expect(actual.filter(({ key }) => visible(key))).toEqual(expected.filter(({ key }) => visible(key)));
  }

  /** A run is green exactly where rows and money are those of the source; a healing run always is. */
  private async expectVerdict(runId: string, heal: boolean): Promise<void> {
    const compared = await this.rows(
      `select subject, cast(difference as double) as difference from ops.reconciliations where run_id = '${runId}' and subject like 'source.%'`,
    );
    expect(compared.length).toBeGreaterThan(1);
    const isGreen = compared.every(({ difference }) => Number(difference) === 0);
    const [silver] = await this.rows(
      'select coalesce(sum(amount), 0) as total from silver.transactions where is_current',
    );
    const total = [...this.source.rows.values()].reduce((sum, { amount }) => sum + Number(amount), 0);
    expect(isGreen).toBe(Number(silver?.['total']).toFixed(2) === (total === 0 ? 0 : total).toFixed(2));
    if (heal) expect(isGreen).toBe(true);
  }

  private async remember(): Promise<void> {
    const silver = await this.rows('select * from silver.transactions');
    const at = await this.rows(`select cast(max(known) as varchar) as at from (
      select max(known_from) as known from silver.transactions
      union all select max(known_to) from silver.transactions__superseded)`);
    if (at[0]?.['at']) this.known.push({ at: String(at[0]['at']).replace(/\+00$/, ''), silver: texts(silver) });
  }

  private rows(sql: string): Promise<Row[]> {
    return this.context.warehouse.query({ name: 'test', sql });
  }
}

const texts = (rows: readonly Row[]) => rows.map((row) => JSON.stringify(row)).sort();

it(
  'silver has the rows of the source after each run, whatever their cursors say, and what it had then can be asked for',
  async () => {
    await fc.assert(
      fc.asyncProperty(turns, async (all) => {
        const folder = mkdtempSync(join(tmpdir(), 'rcm-equal-'));
        const extracts = join(folder, 'extracts');
        mkdirSync(join(extracts, 'hospital-a'), { recursive: true });
        const context = await openContext(SPEC, { engines: 'embedded', folder, extractsFolder: extracts });
        try {
          const stream = new Stream(context, new Source(join(extracts, 'hospital-a', 'transactions.csv')));
          for (const turn of all) await stream.turn(turn);
          await stream.asKnown();
        } finally {
          await context.close();
          rmSync(folder, { recursive: true, force: true });
        }
      }),
      propertyRuns(STREAMS),
    );
  },
  timeFor(STREAMS, STREAM_MILLISECONDS),
);
