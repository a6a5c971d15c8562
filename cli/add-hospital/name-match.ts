import {
  ABBREVIATIONS,
  BROADER_TABLES,
  COLUMN_PREFIXES,
  COLUMN_SYNONYMS,
  KEY_NAMES,
  OTHER_TABLES,
  TABLE_SYNONYMS,
} from '../../model/synonyms';
import type { Entity, EntityColumn } from '../../model/types';

/** Confidence by kind of match. From `propose` upwards a mapping is proposed; below, the column is only a candidate. */
export const CONFIDENCE = {
  usual: 1,
  sameName: 0.97,
  singular: 0.95,
  synonym: 0.9,
  abbreviated: 0.85,
  comment: 0.75,
  onlyKey: 0.7,
  broader: 0.7,
  propose: 0.7,
  similar: 0.6,
  /** Fewer words in common count as chance. */
  leastSimilar: 0.3,
} as const;

/** The reason of a match by the table's key alone. */
export const ONLY_KEY = "the table's only key column";

/** A match by name. */
export interface NameMatch {
  readonly confidence: number;
  readonly reason: string;
}

/** Words in a table's name that carry no meaning. */
const TABLE_AFFIXES = new Set([
  'tbl',
  'table',
  't',
  'emr',
  'ehr',
  'dbo',
  'dim',
  'fact',
  'stg',
  'master',
  'mst',
  'data',
  'v',
  'vw',
  'view',
]);

/** A name without case, accents and separators. */
function plainName(name: string): string {
  return wordsOf(name).join('');
}

/** Lower-case words of a name: `F_Name` and `FName` are `f name`; `DeptID` is `dept id`. */
export function wordsOf(name: string): string[] {
  return name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .replace(/([A-Z]+)([A-Z][a-z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '');
}

function longWords(name: string): string[] {
  return wordsOf(name).map((word) => (Object.hasOwn(ABBREVIATIONS, word) ? (ABBREVIATIONS[word] ?? word) : word));
}

const longName = (name: string) => longWords(name).join('');

function knownNames({ name, source }: EntityColumn): string[] {
  return [source, name, ...(COLUMN_SYNONYMS[name] ?? [])];
}

/** Matches names against the columns of one entity. Uses maps, because every column of every table is looked up. */
export class ColumnNames {
  private readonly byPlain = new Map<string, { column: string; match: NameMatch }>();
  private readonly byLong = new Map<string, string>();
  private readonly byWords: { column: string; words: Set<string> }[] = [];
  /** Tables that are copies of one another have the same columns hundreds of times. */
  private readonly known = new Map<string, ReadonlyMap<string, NameMatch>>();

  constructor(private readonly entity: Entity) {
    for (const column of entity.columns) {
      const synonym = { confidence: CONFIDENCE.synonym, reason: 'a known other name' };
      const same = { confidence: CONFIDENCE.sameName, reason: 'the usual name, spelled differently' };
      for (const name of [column.source, column.name]) {
        this.byPlain.set(plainName(name), { column: column.name, match: same });
      }
      for (const name of knownNames(column)) {
        if (!this.byPlain.has(plainName(name)))
          this.byPlain.set(plainName(name), { column: column.name, match: synonym });
        if (!this.byLong.has(longName(name))) this.byLong.set(longName(name), column.name);
        this.byWords.push({ column: column.name, words: new Set(longWords(name)) });
      }
    }
  }

  /** Every common column that this one may be, with how sure its name and comment make. */
  matches(name: string, comment: string, isOnlyKey: boolean): ReadonlyMap<string, NameMatch> {
    const asked = JSON.stringify([name, comment, isOnlyKey]);
    const known = this.known.get(asked) ?? this.matchesOf(name, comment, isOnlyKey);
    this.known.set(asked, known);
    return known;
  }

  private matchesOf(name: string, comment: string, isOnlyKey: boolean): ReadonlyMap<string, NameMatch> {
    const found = new Map<string, NameMatch>();
    const take = (column: string, match: NameMatch) => {
      if ((found.get(column)?.confidence ?? 0) < match.confidence) found.set(column, match);
    };
    const usual = this.entity.columns.find(({ source }) => source.toLowerCase() === name.toLowerCase());
    if (usual) take(usual.name, { confidence: CONFIDENCE.usual, reason: 'the usual name' });
    const known = this.byPlain.get(plainName(name));
    if (known) take(known.column, known.match);
    for (const [column, reason] of this.lengthened(name)) take(column, { confidence: CONFIDENCE.abbreviated, reason });
    const [key, ...others] = this.entity.key;
    if (isOnlyKey && key !== undefined && others.length === 0) {
      const saysKey = KEY_NAMES.some((each) => plainName(each) === plainName(name));
      take(key, {
        confidence: saysKey ? CONFIDENCE.synonym : CONFIDENCE.onlyKey,
        reason: ONLY_KEY,
      });
    }
    const said = comment === '' ? undefined : this.byPlain.get(plainName(comment));
    if (said) take(said.column, { confidence: CONFIDENCE.comment, reason: "the column's comment says so" });
    this.takeSimilar(name, take);
    return found;
  }

  private *lengthened(name: string): Iterable<[column: string, reason: string]> {
    const long = this.byLong.get(longName(name));
    if (long) yield [long, 'a known name, abbreviated'];
    const words = wordsOf(name);
    if (words.length < 2 || !(COLUMN_PREFIXES[this.entity.name] ?? []).includes(words[0] ?? '')) return;
    const rest = words.slice(1).join(' ');
    const column = this.byPlain.get(plainName(rest))?.column ?? this.byLong.get(longName(rest));
    if (column) yield [column, "a known name after the table's"];
  }

  private takeSimilar(name: string, take: (column: string, match: NameMatch) => void): void {
    const words = longWords(name);
    for (const { column, words: known } of this.byWords) {
      const shared = words.filter((word) => known.has(word)).length;
      const share = shared / (words.length + known.size - shared);
      const confidence = Math.round(share * CONFIDENCE.similar * 100) / 100;
      if (confidence >= CONFIDENCE.leastSimilar) take(column, { confidence, reason: 'some words are the same' });
    }
  }
}

/** How well a table's name matches the entity; null: no match. */
export function tableMatch({ name: entity, source }: Entity, table: string): NameMatch | null {
  if (table === source) return { confidence: CONFIDENCE.usual, reason: 'the usual name' };
  const own = [source, entity].map(plainName);
  const known = [...own, ...(TABLE_SYNONYMS[entity] ?? []).map(plainName)];
  const broader = (BROADER_TABLES[entity] ?? []).map(plainName);
  const core = wordsOf(table).filter((word) => !TABLE_AFFIXES.has(word));
  const plain = plainName(table);
  if (own.includes(plain)) return { confidence: CONFIDENCE.sameName, reason: 'the usual name, spelled differently' };
  if (own.includes(`${plain}s`)) return { confidence: CONFIDENCE.singular, reason: 'the usual name in the singular' };
  if (known.includes(plain)) return { confidence: CONFIDENCE.synonym, reason: 'a known other name' };
  if (known.includes(core.join('')))
    return { confidence: CONFIDENCE.abbreviated, reason: 'a known name with words around it' };
  if ([plain, core.join('')].some((name) => broader.includes(name)))
    return { confidence: CONFIDENCE.broader, reason: 'a name that may hold more than these' };
  const partly = core.some((word) => known.includes(word) || known.includes(`${word}s`));
  return partly && !isOtherTable(table)
    ? { confidence: CONFIDENCE.similar, reason: 'a known name is part of it' }
    : null;
}

/** Whether the table's name says that it is a look-up table, a log, a copy or of somebody else, such as insurers. */
export function isOtherTable(table: string): boolean {
  return wordsOf(table).some((word) => OTHER_TABLES.includes(word));
}

/** A name without the word that says that its amounts are cents, and whether it had one. */
export function withoutCents(name: string): { readonly name: string; readonly isCents: boolean } {
  const words = wordsOf(name);
  const others = words.filter((word) => word !== 'cents' && word !== 'cent');
  return others.length === 0 || others.length === words.length
    ? { name, isCents: false }
    : { name: others.join('_'), isCents: true };
}
