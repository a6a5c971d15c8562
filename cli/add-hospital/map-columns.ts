import type { SurveyedColumn } from '../../jobs/sources/mysql/survey';
import type { Entity, EntityColumn } from '../../model/types';
import { FILE_TEXT, typeFits } from './column-types';
import { CONFIDENCE, ColumnNames, type NameMatch, ONLY_KEY, withoutCents } from './name-match';
import type { Candidate, Hole, ProposedColumn } from './proposal';

/** Candidates shown for one hole. */
const CANDIDATES = 3;

/** A pair that might be proposed. */
interface Pair extends Candidate {
  readonly column: EntityColumn;
  readonly fits: boolean;
  /** The source's name says that its amounts are cents. */
  readonly isCents: boolean;
}

/** What the columns of one table are for an entity. */
export interface MappedTable {
  readonly columns: readonly ProposedColumn[];
  readonly holes: readonly Hole[];
  /** Columns of the source that are not read. */
  readonly unused: readonly string[];
}

/** The columns of a file's header as those of one entity, by their names alone. */
export function proposeFileColumns(entity: Entity, names: readonly string[]) {
  const sources = names.map((name) => ({ name, dataType: FILE_TEXT, isKey: false, comment: '' }));
  const { columns, ...rest } = mapColumns(entity, new ColumnNames(entity), sources);
  return { ...rest, columns: columns.map(({ source, ...each }) => ({ ...each, source: source ?? '' })) };
}

/** The columns of a table as those of one entity, by names, types and keys. */
export function mapColumns(entity: Entity, names: ColumnNames, sources: readonly SurveyedColumn[]): MappedTable {
  const pairs = pairsOf(entity, names, sources);
  const chosen = new Map<string, Pair>();
  const ambiguous = new Set<string>();
  const taken = new Set<string>();
  for (const pair of pairs.filter((each) => each.fits && each.confidence >= CONFIDENCE.propose)) {
    const { column, source, confidence } = pair;
    if (chosen.has(column.name) || ambiguous.has(column.name) || taken.has(source)) continue;
    const rivals = pairs.filter(
      (each) =>
        each.column === column &&
        each.source !== source &&
        each.confidence === confidence &&
        each.fits &&
        !taken.has(each.source),
    );
    if (rivals.length > 0) {
      ambiguous.add(column.name);
      continue;
    }
    chosen.set(column.name, pair);
    taken.add(source);
  }
  const columns = entity.columns.flatMap(({ name }): ProposedColumn[] => {
    const pair = chosen.get(name);
    if (!pair) return [];
    const { source, confidence, reason, isCents } = pair;
    return [{ column: name, source, confidence, reason, verbs: isCents ? { scale: 0.01 } : {} }];
  });
  const holes = entity.columns
    .filter(({ name }) => !chosen.has(name))
    .map((column) => {
      const free = pairs.filter((pair) => pair.column === column && !taken.has(pair.source));
      return hole(column, free, ambiguous.has(column.name));
    });
  return { columns, holes, unused: sources.map(({ name }) => name).filter((name) => !taken.has(name)) };
}

function hole(column: EntityColumn, pairs: readonly Pair[], isAmbiguous: boolean): Hole {
  return {
    column: column.name,
    required: column.presence === 'required',
    reason: isAmbiguous ? 'several columns fit equally well' : 'no column looks like it',
    candidates: pairs.slice(0, CANDIDATES).map(({ source, confidence, reason }) => ({ source, confidence, reason })),
  };
}

/** Every column of the source that might be a common one, the surest first; in the order of the table where equally sure. */
function pairsOf(entity: Entity, names: ColumnNames, sources: readonly SurveyedColumn[]): Pair[] {
  const keys = sources.filter(({ isKey }) => isKey).length;
  const pairs = sources.flatMap((source) => {
    const money = withoutCents(source.name);
    return [...names.matches(money.name, source.comment, source.isKey && keys === 1)].flatMap(
      ([name, match]): Pair[] => {
        const column = entity.columns.find((each) => each.name === name);
        if (!column || (money.isCents && column.unit !== 'usd')) return [];
        const fits = typeFits(entity, column, source.dataType) !== 'no';
        const said = money.isCents ? { ...match, reason: `${match.reason}, in cents` } : match;
        return [{ ...explained(said, fits, source), source: source.name, column, fits, isCents: money.isCents }];
      },
    );
  });
  return namedKeyFirst(entity, pairs, sources).sort((left, right) => right.confidence - left.confidence);
}

/** A unique column with the key's own name comes before a row number that is only called id: others refer to the name. */
function namedKeyFirst(entity: Entity, pairs: readonly Pair[], sources: readonly SurveyedColumn[]): Pair[] {
  const unique = new Set(sources.filter(({ isUnique }) => isUnique).map(({ name }) => name));
  const [key] = entity.key;
  const isNamed = pairs.some(
    ({ column, source, confidence, fits }) =>
      column.name === key && unique.has(source) && fits && confidence >= CONFIDENCE.abbreviated,
  );
  return pairs.map((pair) =>
    isNamed && pair.column.name === key && pair.reason === ONLY_KEY
      ? { ...pair, confidence: Math.min(pair.confidence, CONFIDENCE.similar) }
      : pair,
  );
}

function explained({ confidence, reason }: NameMatch, fits: boolean, { dataType }: SurveyedColumn): NameMatch {
  return fits
    ? { confidence, reason }
    : { confidence: confidence / 2, reason: `${reason}, but its type is ${dataType}` };
}
