import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { quarantineTable } from '../../model/catalogue';
import type { MappedColumn } from '../../model/mapping/mapped-columns';
import type { Entity } from '../../model/types';
import { JobError } from '../errors';
import { type CanonicalRows, canonicalRows } from './canonical-text';
import { dollars, wholeCents } from './cents';
import type { ColumnReadings } from './column-reading';
import {
  keyFields,
  landKeysSql,
  landPartSql,
  landRejectedSql,
  type PartContext,
  REJECTED_FIELDS,
  rowFields,
} from './landing-sql';
import { type LandingManifest, landingManifestSchema, landingPrefix, manifestKey } from './manifest';
import type { ObjectStore } from './object-store';
import { type ParquetFolder, withParquetFolder } from './parquet-folder';
import { rowChunks } from './row-chunks';
import { type Compared, ScannedContent } from './scanned-content';
import { MAXIMUM_ROW_BYTES } from './typed-rows';

/** Rows of one parquet file, or what 32 MB of text holds. Two are made at a time: with twice as many rows the process takes 80 MB more. */
export const LANDING_LIMITS = { rows: 25_000, bytes: 32_000_000, rowBytes: MAXIMUM_ROW_BYTES } as const;

/** What is landed and where. */
export interface LandingRequest {
  readonly store: ObjectStore;
  readonly entity: Entity;
  /** `mappedColumns(entity, ...)`: what a mapping says is done here. Rows have `sourceColumns(...)` of these. */
  readonly columns: readonly MappedColumn[];
  readonly hospitalId: string;
  readonly runId: string;
  /** The environment's, e.g. `America/Chicago`: instants become days in it. */
  readonly timeZone: string;
  /** Called after each part with the rows landed so far. */
  readonly onProgress?: (rows: number) => void;
}

/** Where rows come from: what the warehouse records with each of them. */
export interface RowOrigin {
  /** `YYYY-MM-DD HH:MM:SS.ffffff`, UTC; `_source_ts` of rows without a cursor. */
  readonly takenAt: string;
  /** SHA-256 of the file; null: a database. */
  readonly sourceFile: string | null;
  /** How long after `takenAt` a row may say that it was true, in seconds. @default no bound: snapshots of a database are ordered by themselves */
  readonly maximumAheadSeconds?: number;
  /** Columns of the model that the source holds as instants, in UTC: see `DayReading`. @default none */
  readonly instants?: readonly string[];
  /** How the columns of a file are to be read. @default as those of a database */
  readonly readings?: ColumnReadings;
}

/** A line of a file that is not a row. */
export interface RejectedLine {
  /** From 1, the header being line 1. */
  readonly line: number;
  /** Why, as a rule id, e.g. `line_field_count`. */
  readonly rule: `line_${string}`;
  readonly raw: string;
}

/** A landing folder while it is being filled. Rows keep the order in which they are given. */
export interface LandingFolder {
  /** @returns the rows landed by this call. */
  rows(rows: CanonicalRows, origin: RowOrigin): Promise<number>;
  /** Canonical text of the key columns only, of every row the source has. */
  keys(rows: CanonicalRows, origin?: Pick<RowOrigin, 'instants'>): Promise<void>;
  rejected(lines: readonly RejectedLine[], origin: RowOrigin): Promise<void>;
  /** Begins a comparison of the source with the warehouse: of the keys and rows that are landed from now on, or of rows that are added. */
  scan(compared: Compared, origin?: Pick<RowOrigin, 'instants'>): ScannedContent;
}

/** What the manifest records besides the parts. */
export type LandingFacts = Pick<LandingManifest, 'takenAt' | 'watermark' | 'files' | 'whole' | 'sourceTotals'> &
  Partial<Pick<LandingManifest, 'refused' | 'otherFiles' | 'healed' | 'absentColumns' | 'mappingVersion'>>;

/**
 * Fills `<hospital>/<table>/run=<run>/` with parquet and writes its manifest last.
 * A folder with a manifest is complete: its manifest is returned and `fill` is not called. A folder without one is emptied and filled again.
 * @throws JobError `LANDING_FAILED`, `LANDING_ROW_TOO_LONG`, and whatever `fill` throws; then the folder is emptied.
 */
export async function land(
  request: LandingRequest,
  fill: (folder: LandingFolder) => Promise<LandingFacts>,
): Promise<LandingManifest> {
  const { store, entity, hospitalId, runId } = request;
  const prefix = landingPrefix(hospitalId, entity.name, runId);
  if (await store.exists(manifestKey(prefix))) return readManifest(store, { hospitalId, table: entity.name, runId });
  await store.deletePrefix(prefix);
  try {
    const contents = await withParquetFolder(async (local) => {
      const open = new OpenFolder(request, prefix, local);
      const facts = await fill(open);
      const nothing = { refused: [], otherFiles: 0, healed: null, absentColumns: [], mappingVersion: null };
      return { ...nothing, ...facts, ...open.contents() };
    });
    const manifest: LandingManifest = { version: 1, runId, hospitalId, table: entity.name, ...contents };
    await store.writeText(manifestKey(prefix), `${JSON.stringify(manifest, null, 1)}\n`);
    return manifest;
  } catch (error) {
    // Report the reason even if the clean-up fails: the next attempt empties a folder without a manifest.
    await store.deletePrefix(prefix).catch(() => {});
    throw error;
  }
}

type TableOfRun = Pick<LandingManifest, 'hospitalId' | 'table' | 'runId'>;

/** Whether a run has landed a table, and its landing is still there. */
export function isLanded(store: ObjectStore, { hospitalId, table, runId }: TableOfRun): Promise<boolean> {
  return store.exists(manifestKey(landingPrefix(hospitalId, table, runId)));
}

/** The manifest of a table that a run has landed. @throws JobError `LANDING_INCOMPLETE` when it has not */
export async function readManifest(
  store: ObjectStore,
  { hospitalId, table, runId }: TableOfRun,
): Promise<LandingManifest> {
  const key = manifestKey(landingPrefix(hospitalId, table, runId));
  if (!(await isLanded(store, { hospitalId, table, runId })))
    throw new JobError('LANDING_INCOMPLETE', `run ${runId} has not landed ${table} of ${hospitalId}`);
  return landingManifestSchema.parse(JSON.parse(await store.readText(key)));
}

type Part = LandingManifest['parts'][number];

class OpenFolder implements LandingFolder {
  private readonly parts: Part[] = [];
  private readonly rejectedParts: Part[] = [];
  private keyParts: Part[] | null = null;
  private readonly cents = new Map<string, bigint>();
  private landed = 0;
  private finished = 0;
  private rejectedCount = 0;
  private streams = 0;
  private scanned: ScannedContent | null = null;

  constructor(
    private readonly request: LandingRequest,
    private readonly prefix: string,
    private readonly local: ParquetFolder,
  ) {
    for (const name of this.money()) this.cents.set(name, 0n);
  }

  contents(): Pick<LandingManifest, 'rows' | 'parts' | 'keyParts' | 'rejectedParts' | 'rejectedRows' | 'totals'> {
    return {
      rows: this.landed,
      parts: this.parts,
      keyParts: this.keyParts,
      rejectedParts: this.rejectedParts,
      rejectedRows: this.rejectedCount,
      totals: Object.fromEntries([...this.cents].map(([name, total]) => [name, dollars(total)])),
    };
  }

  async rows(rows: CanonicalRows, origin: RowOrigin): Promise<number> {
    const { entity, columns } = this.request;
    const before = this.landed;
    await this.convert(rows, rowFields(columns), this.parts, 'part', async (from, to, count) => {
      const part = this.context(origin, this.landed);
      this.landed += count;
      await this.local.run(landPartSql(entity, columns, part, from, to));
      await this.addTotals(to);
      if (this.scanned?.of === 'keys') await this.scanned.addRead(to);
      this.finished += count;
      this.request.onProgress?.(this.finished);
    });
    return this.landed - before;
  }

  async keys(rows: CanonicalRows, { instants = [] }: Pick<RowOrigin, 'instants'> = {}): Promise<void> {
    const { entity, columns, timeZone } = this.request;
    this.keyParts ??= [];
    await this.convert(rows, keyFields(entity, columns), this.keyParts, 'keys', async (from, to) => {
      await this.local.run(landKeysSql(entity, columns, { timeZone, instants }, from, to));
      if (this.scanned?.of === 'keys') await this.scanned.add(from);
    });
  }

  scan(compared: Compared, { instants = [] }: Pick<RowOrigin, 'instants'> = {}): ScannedContent {
    const { timeZone } = this.request;
    this.scanned = new ScannedContent(this.local, compared, this.request, { timeZone, instants });
    return this.scanned;
  }

  async rejected(lines: readonly RejectedLine[], origin: RowOrigin): Promise<void> {
    const quarantine = quarantineTable(this.request.entity);
    await this.convert(
      rejectedRows(lines),
      REJECTED_FIELDS,
      this.rejectedParts,
      'rejected',
      async (from, to, count) => {
        const part = this.context(origin, this.rejectedCount);
        this.rejectedCount += count;
        await this.local.run(landRejectedSql(quarantine, part, from, to));
      },
    );
  }

  private context(origin: RowOrigin, rowsBefore: number): PartContext {
    const { hospitalId, runId, timeZone } = this.request;
    return { hospitalId, runId, timeZone, rowsBefore, instants: [], ...origin };
  }

  /** Text to parquet to the store, as many parts at a time as the engine allows; `list` has them in the order of the rows. */
  private async convert(
    rows: CanonicalRows,
    fields: readonly string[],
    list: Part[],
    kind: 'part' | 'keys' | 'rejected',
    toParquet: (from: string, to: string, rows: number) => Promise<void>,
  ): Promise<void> {
    const running = new Set<Promise<void>>();
    let failure: { readonly reason: unknown } | undefined;
    const convertOne = async (from: string, part: Part) => {
      const to = `${from}.parquet`;
      await toParquet(from, to, part.rows);
      await this.request.store.writeFile(part.key, to);
      await Promise.all([rm(from), rm(to)]);
    };
    try {
      for await (const chunk of rowChunks(rows, fields, join(this.local.path, `${this.streams++}-`), LANDING_LIMITS)) {
        const part = { key: `${this.prefix}${kind}-${String(list.length).padStart(5, '0')}.parquet`, rows: chunk.rows };
        list.push(part);
        const conversion: Promise<void> = convertOne(chunk.path, part)
          .catch((reason: unknown) => {
            failure ??= { reason };
          })
          .finally(() => running.delete(conversion));
        running.add(conversion);
        if (running.size >= this.local.concurrency) await Promise.race(running);
        if (failure) break;
      }
    } finally {
      await Promise.all(running);
    }
    if (failure) throw failure.reason;
  }

  private money(): string[] {
    return this.request.entity.columns.filter((column) => column.unit === 'usd').map((column) => column.name);
  }

  private async addTotals(parquet: string): Promise<void> {
    if (this.cents.size === 0) return;
    const sumsOf = (sum: (name: string) => string) =>
      this.local.read(
        `select ${this.money().map((name) => `cast(${sum(`"${name}"`)} as varchar) as "${name}"`)} from read_parquet('${parquet}', hive_partitioning = false)`,
      );
    // As they are: an engine divides each to take decimals away. The sum of amounts as large as a decimal can be does not fit it, and needs that.
    const [totals] = await sumsOf((name) => `sum(${name})`).catch(() =>
      sumsOf((name) => `sum(cast(${name} as decimal(38,2)))`),
    );
    for (const [name, total] of Object.entries(totals ?? {})) {
      if (typeof total === 'string') this.cents.set(name, (this.cents.get(name) ?? 0n) + wholeCents(total));
    }
  }
}

function rejectedRows(lines: readonly RejectedLine[]): CanonicalRows {
  return canonicalRows(function* () {
    for (const { line, rule, raw } of lines) yield [String(line), rule, raw];
  });
}
