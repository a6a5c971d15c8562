import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { entityOf } from '../model/catalogue';
import { modelOf } from '../model/model';
import type { PipelineSpec } from '../model/spec';
import { type DayNumber, isoDate, type SampleDay, samplePeriod } from './calendar';
import { ClaimsFiles } from './claims-files';
import { DEPARTMENTS } from './codes';
import { episodeOf } from './episode';
import { SampleError } from './errors';
import { ExtractFile } from './extract-files';
import { encounterNumbers, type HospitalProfile, hospitalProfile, patientNumbers } from './hospital-profile';
import { addedEntities, inventedRows } from './invented-values';
import { departmentTimeline, type Fields, patientTimeline, providerTimeline } from './people';
import { writeAddedFeeds, writeReferenceFiles } from './reference-files';
import { rowOn, type Timeline } from './timeline';
import { emptySums, HospitalLedger, type HospitalTruth, type SampleTruth, type Sums } from './truth/truth';

/** Default size of a sample, per hospital. */
export const SAMPLE_DEFAULTS = { seed: 20_240_701, patients: 5_000, encounters: 10_000, months: 18, day: 1 } as const;

export interface SampleOptions {
  /** Hospitals, their tables, mappings and feeds; the mapping and delimiters of the references. */
  readonly spec: PipelineSpec;
  /** Equal seeds and sizes give byte-identical files. @default SAMPLE_DEFAULTS.seed */
  readonly seed?: number;
  /** Per hospital, 50 or more. @default SAMPLE_DEFAULTS.patients */
  readonly patients?: number;
  /** Per hospital, 100 or more; charges and claims are about as many. @default SAMPLE_DEFAULTS.encounters */
  readonly encounters?: number;
  /** From 2024-07 on, 2 or more. @default SAMPLE_DEFAULTS.months */
  readonly months?: number;
  /** Gets `<hospital>/<source table>.csv`, which stand for the hospitals' databases; rewritten each day. */
  readonly extractsFolder: string;
  /**
   * Gets `<hospital>/claims/*.csv`, `reference/<table>/<table>.csv` and a file of each table of an EMR that comes as files. Later days only add one
   * claims file per hospital, and the exports of their day.
   */
  readonly inboxFolder: string;
  /** Gets `truth.json`; `truth-day2.json` and `truth-day3.json` on the later days. */
  readonly truthFolder: string;
  /** 2 and 3 follow 1, with equal options. @default SAMPLE_DEFAULTS.day */
  readonly day?: SampleDay;
}

/** What was written. */
export interface SampleSummary {
  readonly day: SampleDay;
  /** Day at whose end the extracts were taken; also the extracts' modification time. */
  readonly closingDate: string;
  readonly hospitals: readonly {
    readonly id: string;
    /** Rows of each extract by entity. */
    readonly rows: Record<string, number>;
    /** Names of the claims files. */
    readonly claimsFiles: readonly string[];
    /** Their lines, without headers. */
    readonly claimLines: number;
  }[];
  readonly truthFile: string;
}

/**
 * Writes the files that the sources of a hospital group would deliver, and the truth about them. Everything is invented, and independent
 * of the clock and the time zone. Rows are generated and written one encounter at a time, so memory stays small.
 * @throws SampleError `SAMPLE_TOO_SMALL`, `SAMPLE_DAY_UNKNOWN`
 */
export async function writeSample(options: SampleOptions): Promise<SampleSummary> {
  const { spec, seed, patients, encounters, months, day } = { ...SAMPLE_DEFAULTS, ...options };
  if (![1, 2, 3].includes(day)) throw new SampleError('SAMPLE_DAY_UNKNOWN', `got day ${day}`);
  const period = samplePeriod(months);
  const profiles = spec.hospitals.map((hospital, index) =>
    hospitalProfile(hospital, index, { seed, patients, encounters, period }),
  );
  const closingDate = isoDate(period.closing(day));
  const group = emptySums();
  const model = modelOf(spec);
  const written: Awaited<ReturnType<typeof writeHospital>>[] = [];
  for (const profile of profiles) written.push(await writeHospital(profile, day, options, group));
  // The reference files are yearly: they came with the first day.
  const references = day === 1 ? await writeReferenceFiles(spec, model, profiles, options.inboxFolder) : {};
  const truth: SampleTruth = {
    ...{ seed, day, closingDate },
    // All hospitals close on one day: the newest of the group.
    hospitals: Object.fromEntries(
      written.map(({ summary, truthAsOf }) => [summary.id, truthAsOf(group.receivables.newestDay)]),
    ),
    group: { receivables: group.receivables.result(), claims: group.claims.result() },
    references,
  };
  const truthFile = join(options.truthFolder, day === 1 ? 'truth.json' : `truth-day${day}.json`);
  await mkdir(options.truthFolder, { recursive: true });
  await writeFile(truthFile, `${JSON.stringify(truth, null, 2)}\n`);
  return { day, closingDate, hospitals: written.map(({ summary }) => summary), truthFile };
}

async function writeHospital(profile: HospitalProfile, day: SampleDay, options: SampleOptions, group: Sums) {
  const { spec } = profile;
  const model = modelOf(options.spec);
  const ledger = new HospitalLedger(profile, day);
  const sums = emptySums();
  const extracts = new Map<string, ExtractFile>();
  const closing = profile.period.closing(day);
  for (const table of spec.tables)
    extracts.set(table, await ExtractFile.create(options.extractsFolder, profile, entityOf(model, table), closing));
  for (const feed of spec.feeds) {
    const entity = entityOf(model, feed.table);
    if (entity.origin === 'emr')
      extracts.set(feed.table, await ExtractFile.deliver(options.inboxFolder, profile, feed, entity, closing));
  }
  const feed = spec.feeds.find((each) => each.table === 'claims');
  const claimsFiles = feed
    ? new ClaimsFiles(options.inboxFolder, profile, entityOf(model, feed.table), feed, day)
    : null;

  const write = async <Row>(table: string, timeline: Timeline<Row>, fields: (row: Row) => Fields) => {
    const row = rowOn(timeline, closing);
    if (row !== null) await extracts.get(table)?.write(fields(row));
  };
  const people = [
    ['departments', DEPARTMENTS.length, departmentTimeline],
    ['providers', profile.providers, providerTimeline],
    ['patients', patientNumbers(profile, day), patientTimeline],
  ] as const;
  for (const [table, count, timelineOf] of people) {
    for (let number = 1; number <= count; number++) {
      const timeline = timelineOf(profile, number);
      ledger[table].add(timeline);
      await write(table, timeline, (row) => row);
    }
  }
  const numbers = { next: 1 };
  for (let number = 1; number <= encounterNumbers(profile, day); number++) {
    const { encounter, transactions, claims } = episodeOf(profile, number, numbers);
    ledger.encounters.add(encounter.timeline);
    await write('encounters', encounter.timeline, (row) => row);
    for (const transaction of transactions) {
      const current = ledger.transactions.add(transaction);
      await write('transactions', transaction, (row) => row.fields);
      if (current) for (const each of [sums, group]) each.receivables.add(current);
    }
    for (const claim of claims) {
      const current = ledger.claims.add(claim);
      await claimsFiles?.write(claim);
      if (current) for (const each of [sums, group]) each.claims.add(current);
    }
  }
  for (const added of addedEntities(model, 'emr'))
    for (const row of inventedRows(profile, spec.id, added)) await extracts.get(added.name)?.write(row);
  if (day === 1) await writeAddedFeeds(profile, model, options.inboxFolder);
  for (const extract of extracts.values()) await extract.close();
  await claimsFiles?.close();

  const truthAsOf = (asOf: DayNumber | null): HospitalTruth => ({
    tables: ledger.tables(),
    brokenLines: claimsFiles?.broken ?? [],
    receivables: sums.receivables.result(asOf),
    claims: sums.claims.result(),
  });
  const rows = Object.fromEntries([...extracts].map(([table, extract]) => [table, extract.rows]));
  const { names: claimsFileNames = [], rows: claimLines = 0 } = claimsFiles ?? {};
  return { summary: { id: spec.id, rows, claimsFiles: claimsFileNames, claimLines }, truthAsOf };
}
