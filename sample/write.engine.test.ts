import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { SampleDay } from './calendar';
import { digests, readRows } from './read-back.fixture';
import type { SampleTruth } from './truth/truth';
import { twoHospitals } from './two-hospitals.fixture';
import { type SampleSummary, writeSample } from './write';

// Dozens of files per sample: a busy machine needs more than the usual five seconds.
jest.setTimeout(60_000);

const root = mkdtempSync(join(tmpdir(), 'rcm-sample-'));
afterAll(() => rmSync(root, { recursive: true }));

const foldersIn = (name: string) => ({
  extractsFolder: join(root, name, 'extracts'),
  inboxFolder: join(root, name, 'inbox'),
  truthFolder: join(root, name, 'truth'),
});
const write = (name: string, day: SampleDay = 1, seed = 1) =>
  writeSample({ spec: twoHospitals(), seed, patients: 200, encounters: 400, day, ...foldersIn(name) });
const truthOf = (file: string) => JSON.parse(readFileSync(join(root, 'story', 'truth', file), 'utf8')) as SampleTruth;

const TABLES = ['departments', 'providers', 'patients', 'encounters', 'transactions'] as const;
const KEYS = {
  departments: 'DeptID',
  providers: 'ProviderID',
  patients: 'PatientID',
  encounters: 'EncounterID',
  transactions: 'TransactionID',
} as const;

/** Extracts of hospital-a after each day: table, key, whole row as text. */
const extracts: Record<string, Map<string, string>>[] = [];
const inboxes: Record<string, string>[] = [];
const summaries: SampleSummary[] = [];

beforeAll(async () => {
  for (const day of [1, 2, 3] as const) {
    summaries.push(await write('story', day));
    const { extractsFolder, inboxFolder } = foldersIn('story');
    inboxes.push(digests(inboxFolder));
    extracts.push(
      Object.fromEntries(
        TABLES.map((table) => {
          const rows = readRows(join(extractsFolder, 'hospital-a', `${table}.csv`));
          const bareId = (row: (typeof rows)[number]) => (row[KEYS[table]] ?? '').replace(/^H1-/, '');
          return [table, new Map(rows.map((row) => [bareId(row), JSON.stringify(row)]))];
        }),
      ),
    );
  }
});

describe('the same sample', () => {
  afterEach(() => {
    jest.useRealTimers();
    jest.restoreAllMocks();
  });

  it('is byte-identical whatever the clock says and without asking for a local time', async () => {
    // Only the clock is replaced; timers stay real, files need them.
    const others = ['hrtime', 'nextTick', 'performance', 'queueMicrotask', 'setImmediate', 'setInterval', 'setTimeout'];
    jest.useFakeTimers({ now: Date.UTC(2091, 1, 3), doNotFake: others as 'nextTick'[] });
    for (const method of ['getFullYear', 'getMonth', 'getDate', 'getDay', 'getHours', 'getTimezoneOffset'] as const)
      jest.spyOn(Date.prototype, method).mockImplementation(() => {
        throw new Error(`${method} depends on the time zone`);
      });
    await write('again');
    jest.useRealTimers();
    await write('first');
    expect(Object.keys(digests(join(root, 'again')))).toHaveLength(2 * 5 + 2 * 18 + 3 + 1);
    expect(digests(join(root, 'again'))).toEqual(digests(join(root, 'first')));
  });

  it('has other rows under another seed', async () => {
    await write('other', 1, 2);
    const path = join('extracts', 'hospital-a', 'patients.csv');
    expect(digests(join(root, 'other'))[path]).not.toBe(digests(join(root, 'first'))[path]);
  });
});

describe('the later days', () => {
  it.each([
    [2, 0],
    [3, 1],
  ] as const)('day %i changes exactly the keys that its truth names', (day, before) => {
    for (const table of TABLES) {
      const [was, is] = [extracts[before]?.[table], extracts[before + 1]?.[table]];
      if (!was || !is) throw new Error('a day is missing');
      const truth = truthOf(`truth-day${day}.json`).hospitals['hospital-a']?.tables[table]?.changes;
      const keys = [...is.keys()];
      expect([...(truth?.new ?? []), ...(truth?.returned ?? [])].sort()).toEqual(
        keys.filter((key) => !was.has(key)).sort(),
      );
      expect(truth?.changed).toEqual(keys.filter((key) => was.has(key) && was.get(key) !== is.get(key)));
      expect(truth?.deleted).toEqual([...was.keys()].filter((key) => !is.has(key)));
    }
  });

  it('bring every kind of change to patients, encounters and transactions', () => {
    for (const table of ['patients', 'encounters', 'transactions']) {
      const second = truthOf('truth-day2.json').hospitals['hospital-a']?.tables[table]?.changes;
      const third = truthOf('truth-day3.json').hospitals['hospital-a']?.tables[table]?.changes;
      for (const kind of ['new', 'changed', 'deleted', 'late'] as const) expect(second?.[kind]).not.toEqual([]);
      expect(third?.returned).not.toEqual([]);
      expect(second?.deleted).toEqual(expect.arrayContaining([...(third?.returned ?? [])]));
    }
  });

  it('commit late rows behind the watermark of the day before, by less than a day', () => {
    const modified = (row: string | undefined) => JSON.parse(row ?? '{}').ModifiedDate as string;
    for (const table of ['patients', 'encounters', 'transactions']) {
      const late = truthOf('truth-day2.json').hospitals['hospital-a']?.tables[table]?.changes?.late ?? [];
      const watermark = [...(extracts[0]?.[table]?.values() ?? [])].map(modified).sort().at(-1) ?? '';
      for (const key of late) {
        const time = modified(extracts[1]?.[table]?.get(key));
        expect(time < watermark).toBe(true);
        expect(time.slice(0, 10)).toBe(watermark.slice(0, 10));
      }
    }
  });

  it('add one claims file per hospital and touch no other file of the inbox', () => {
    const [first = {}, second = {}, third = {}] = inboxes;
    expect(second).toMatchObject(first);
    expect(Object.keys(second).filter((path) => !(path in first))).toEqual([
      'hospital-a/claims/claims_2025-12-30.csv',
      'hospital-b/claims/claims_2025-12-30.csv',
    ]);
    expect(Object.keys(third)).toHaveLength(Object.keys(second).length + 2);
    expect(summaries.map((summary) => summary.closingDate)).toEqual(['2025-12-29', '2025-12-30', '2025-12-31']);
    for (const { claimLines } of summaries[1]?.hospitals ?? []) expect(claimLines).toBeGreaterThan(0);
  });

  it('stay inside the last month, which has not ended before the third', () => {
    const closes = [1, 2, 3].map((day) => {
      const { asOf, monthEnds } = truthOf(day === 1 ? 'truth.json' : `truth-day${day}.json`).group.receivables;
      return [asOf, monthEnds.at(-1)?.month, monthEnds.at(-1)?.isPartial];
    });
    expect(closes).toEqual([
      ['2025-12-29', '2025-12', true],
      ['2025-12-30', '2025-12', true],
      ['2025-12-31', '2025-12', false],
    ]);
  });
});

it('leaves no half-written file and dates extracts with the time they were taken', () => {
  const { extractsFolder, inboxFolder } = foldersIn('story');
  const names = [extractsFolder, inboxFolder].flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: 'utf8' }),
  );
  expect(names.filter((name) => name.endsWith('.part'))).toEqual([]);
  expect(statSync(join(extractsFolder, 'hospital-a', 'patients.csv')).mtime.toISOString()).toBe(
    '2025-12-31T23:30:00.000Z',
  );
});

it.each([
  [{ patients: 49 }, 'SAMPLE_TOO_SMALL'],
  [{ encounters: 99 }, 'SAMPLE_TOO_SMALL'],
  [{ months: 1 }, 'SAMPLE_TOO_SMALL'],
  [{ day: 4 as SampleDay }, 'SAMPLE_DAY_UNKNOWN'],
])('refuses %j by its code', async (options, code) => {
  const refused = writeSample({ spec: twoHospitals(), ...foldersIn('refused'), ...options });
  await expect(refused).rejects.toMatchObject({ code });
});
