import { dialectOf } from '../../model/feed-dialect';
import { feedOf, mappingOf } from '../../model/feed-of';
import { cursorSource, mappedColumns, sourceColumns } from '../../model/mapping/mapped-columns';
import { mappingVersion } from '../../model/mapping/mapping-version';
import type { PipelineSpec } from '../../model/spec';
import type { Entity } from '../../model/types';
import { type LandingFacts, type LandingFolder, land } from '../lake/landing';
import { broughtFiles, type LandingManifest } from '../lake/manifest';
import type { Lake } from '../lake/object-store';
import type { KnownContent } from '../lake/scanned-content';
import { type LoadedFiles, landFeed } from './files/feed';
import { fileFormat } from './files/formats/registry';
import { findSuspects, KEYS_OF_QUERY, type KnownRows, keyGroups, type Proved } from './prove-rows';
import type { Snapshot, TableSource, Window } from './source';

/** One table of one hospital, or one reference table, in one run. */
export interface ExtractRequest {
  readonly spec: PipelineSpec;
  /** A hospital's id, or `REFERENCE_OWNER`. */
  readonly hospitalId: string;
  /** `deliveredTable(...)`: its origin says whether a database or files are read. */
  readonly entity: Entity;
  readonly runId: string;
  /** The newest load's watermark, exact text; null: none yet, or every row is to be read again. */
  readonly previousWatermark: string | null;
  /** For a database: columns of the model that it lacked when it was read last. @default none */
  readonly previouslyAbsent?: readonly string[];
  /** For files: what earlier runs have loaded. @default nothing, and every file is read */
  readonly loaded?: LoadedFiles;
  /** Leave rows above this cursor for a later run; null: no bound. */
  readonly until: string | null;
  readonly lake: Lake;
  /** For tables of an EMR: `openSource(...)`. */
  readonly source?: TableSource;
  /** What the warehouse has of a table of an EMR. @default nothing is compared, so nothing is healed */
  readonly known?: KnownContent;
  /** The same with its values, for `heal`. */
  readonly knownRows?: KnownRows;
  /** Compare the content of every row, and land the rows that differ. @default rows since the watermark, and those whose keys are missing */
  readonly heal?: boolean;
  /** Called now and then with the rows landed so far. */
  readonly onProgress?: (rows: number) => void;
}

/**
 * Lands the rows of the window and those that the warehouse lacks although the source has their keys: they were restored, imported with an
 * old date, or committed later than the lookback. With `healed`, lands those whose hashes differ: also a row that the database only writes in
 * another way than landing, which a proof would read before it named it, and which loading finds unchanged.
 * Rows after `until` are left for a later run, so nothing is missing then.
 */
async function landHealed(
  folder: LandingFolder,
  snapshot: Snapshot,
  window: Window,
  { known, healed }: { readonly known: KnownContent | undefined; readonly healed: Proved | null },
): Promise<LandingManifest['healed']> {
  const { takenAt, instants } = snapshot;
  const origin = { takenAt, sourceFile: null, instants };
  if (healed !== null) {
    const every = snapshot.keys();
    if (every) await folder.keys(every, origin);
    const differing = [...(await findSuspects(healed, snapshot)).source.values()];
    const rows = differing.length === 0 ? 0 : await folder.rows(snapshot.rowsOf(keyGroups(differing)), origin);
    return { compared: 'rows', rows };
  }
  const scanned = known && window.until === null ? folder.scan('keys', origin) : null;
  await folder.rows(snapshot.rows(), origin);
  const every = snapshot.keys();
  if (every) await folder.keys(every, origin);
  if (!known || !scanned || !every) return null;
  const { missing } = await scanned.compare(known);
  const rows = missing === 0 ? 0 : await folder.rows(snapshot.rowsOf(scanned.differingKeys(KEYS_OF_QUERY)), origin);
  return { compared: 'keys', rows };
}

/** The version under which a table is read now: of its mapping and, for files, of how they are said to be written. */
export function readingVersion(spec: PipelineSpec, hospitalId: string, entity: Entity): string {
  const feed = feedOf(spec, hospitalId, entity.name);
  return mappingVersion(entity, mappingOf(spec, hospitalId), feed && dialectOf(feed));
}

/** Columns that the database lacked when it was read last, and has now. @param absent what it lacks now. */
export function returnedColumns(
  { entity, previouslyAbsent = [] }: Pick<ExtractRequest, 'entity' | 'previouslyAbsent'>,
  absent: readonly string[],
): string[] {
  const names = entity.columns.map(({ name }) => name);
  return previouslyAbsent.filter((name) => names.includes(name) && !absent.includes(name));
}

/**
 * Lands one table: the rows of its database that are new since the watermark, with every key the database has, or the feed's new files.
 * A second call with the same run id returns the first one's manifest.
 * @throws JobError `SOURCE_*`, `FILE_*`, `LANDING_*`
 */
export function extractTable(request: ExtractRequest): Promise<LandingManifest> {
  const { spec, hospitalId, entity, runId, lake, onProgress } = request;
  const hospital = spec.hospitals.find(({ id }) => id === hospitalId);
  const columns = mappedColumns(entity, mappingOf(spec, hospitalId));
  const version = readingVersion(spec, hospitalId, entity);
  const landing = {
    ...{ store: lake.landing, entity, columns, hospitalId, runId, timeZone: spec.dailyRun.timeZone },
    ...(onProgress ? { onProgress } : {}),
  };

  if (entity.origin === 'emr') {
    const { source } = request;
    if (!hospital || !source)
      throw new Error(`${entity.name} of ${hospitalId} is extracted from a source, and none is given`);
    // Where nothing was loaded yet, or every run reads every row, there is nothing to compare first.
    const heal =
      request.heal === true &&
      request.knownRows !== undefined &&
      request.previousWatermark !== null &&
      request.until === null;
    const { lookbackSeconds } = hospital;
    const window = { watermark: heal ? null : request.previousWatermark, lookbackSeconds, until: request.until };
    const read = (folder: LandingFolder, window: Window): Promise<LandingFacts | null> =>
      source.snapshot(entity, window, async (snapshot) => {
        // Rows before the watermark lack what the source has again: all are read.
        const isBack = window.watermark !== null && returnedColumns(request, snapshot.absent).length > 0;
        if (isBack && window.until === null) return null;
        const { takenAt, watermark, instants } = snapshot;
        const facts = {
          ...{ takenAt, watermark, files: [], sourceTotals: await snapshot.totals(), mappingVersion: version },
          absentColumns: [...snapshot.absent],
        };
        const cursor = cursorSource(entity, hospital.mapping);
        const everyRow = window.until === null && (window.watermark === null || cursor === null);
        if (!everyRow || (heal && cursor !== null)) {
          const { known, knownRows } = request;
          const proved = {
            entity,
            mapping: hospital.mapping,
            timeZone: spec.dailyRun.timeZone,
            watermark: null,
            source,
          };
          const healed = await landHealed(folder, snapshot, window, {
            known,
            healed: heal && knownRows ? { ...proved, known: knownRows } : null,
          });
          return { ...facts, whole: false, healed };
        }
        await folder.rows(snapshot.rows(), { takenAt, sourceFile: null, instants });
        const every = snapshot.keys();
        if (every) await folder.keys(every, { instants });
        return { ...facts, whole: true };
      });
    return land(landing, async (folder) => {
      const facts = (await read(folder, window)) ?? (await read(folder, { ...window, watermark: null }));
      if (!facts) throw new Error(`${entity.name} of ${hospitalId} was not read`);
      return facts;
    });
  }
  const feedSpec = feedOf(spec, hospitalId, entity.name);
  if (!feedSpec) throw new Error(`${hospitalId} has no feed of ${entity.name}`);
  const feed = {
    ...{ hospitalId, entity, format: fileFormat(feedSpec.format), path: feedSpec.path },
    layout: { ...dialectOf(feedSpec), tables: { [entity.name]: sourceColumns(columns) } },
    columns,
    maximumBadLineShare: spec.quality.maximumBadLineShare,
    maximumAheadSeconds: spec.quality.maximumAheadSeconds,
  };
  const facts = { watermark: null, sourceTotals: null, mappingVersion: version };
  return land(landing, async (folder) => {
    const landed = await landFeed(feed, lake, folder, request.loaded);
    // Other files say nothing about rows that they do not hold.
    return { ...landed, ...facts, whole: entity.content === 'full' && broughtFiles(landed).length > 0 };
  });
}
