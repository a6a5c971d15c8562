import type { QueryColumns } from '../../../jobs/sources/mysql/measure';
import type { SurveyedTable } from '../../../jobs/sources/mysql/survey';
import { entitiesOf } from '../../../model/catalogue';
import type { ColumnMapping } from '../../../model/mapping/mapping-spec';
import { BASE_MODEL } from '../../../model/model';
import type { Entity } from '../../../model/types';
import { type Hole, OF_PRESET, type ProposedColumn, type ProposedTable } from '../proposal';
import { LOCAL_ZONE, type Preset, type PresetTable } from './preset';
import { PRESETS } from './registry';

/** Names of the columns of a query that only reads, or why the server refuses it. */
export type ColumnsOf = (query: string) => Promise<QueryColumns>;

/** What a server says of a query whose words it does not know: MySQL's number is 1064. */
const UNKNOWN_WORDS = /\(error 1064\)$/;

/** Why a way that reads more is not proposed. @param error name and number of the server's error */
function refusal(error: string): string {
  const why = UNKNOWN_WORDS.test(error) ? '; window functions need MySQL 8 or MariaDB 10.2' : '';
  return `the server does not take the query that reads more: ${error}${why}`;
}

/** A known system, and the tables and columns by which it was recognised. */
export interface RecognisedPreset {
  readonly preset: Preset;
  readonly because: string;
}

/** Which known system the tables are of; null: none. */
export function recognisePreset(tables: readonly SurveyedTable[], presets = PRESETS): RecognisedPreset | null {
  const preset = presets.find(({ recognisedBy }) => hasAll(tables, recognisedBy));
  if (!preset) return null;
  const because = Object.entries(preset.recognisedBy).map(([table, columns]) => `${table} (${columns.join(', ')})`);
  return { preset, because: because.join(', ') };
}

/**
 * The tables of a preset that the database can answer: for each table of the model the first way whose tables and columns are there, and
 * whose query the server takes.
 * @param zone the hospital's time zone.
 */
export async function presetTables(
  preset: Preset,
  tables: readonly SurveyedTable[],
  zone: string,
  columnsOf: ColumnsOf,
): Promise<ProposedTable[]> {
  const found: ProposedTable[] = [];
  for (const entity of entitiesOf(BASE_MODEL, 'emr')) {
    const refused: string[] = [];
    for (const way of preset.tables[entity.name] ?? []) {
      if (!hasAll(tables, way.needs)) continue;
      const columns =
        way.query === undefined ? { names: namesOf(tables, way.table ?? '') } : await columnsOf(way.query);
      if ('refused' in columns) {
        refused[0] = refusal(columns.refused);
        continue;
      }
      const { notes = [], ...rest } = inZone(way, zone);
      found.push(proposed(preset, entity, { ...rest, notes: [...refused, ...notes] }, columns.names));
      break;
    }
  }
  return found;
}

function hasAll(tables: readonly SurveyedTable[], needs: Readonly<Record<string, readonly string[]>>): boolean {
  return Object.entries(needs).every(([table, columns]) => {
    const names = new Set(namesOf(tables, table).map((name) => name.toLowerCase()));
    return columns.every((column) => names.has(column.toLowerCase()));
  });
}

function namesOf(tables: readonly SurveyedTable[], table: string): string[] {
  return (tables.find(({ name }) => name === table)?.columns ?? []).map(({ name }) => name);
}

function proposed(preset: Preset, entity: Entity, way: PresetTable, names: readonly string[]): ProposedTable {
  const has = new Set(names.map((name) => name.toLowerCase()));
  const columns = entity.columns.flatMap(({ name, source }): ProposedColumn[] => {
    const from = way.columns?.[name] ?? source;
    const { column = null, ...verbs } = typeof from === 'string' ? { column: from } : from;
    if (column !== null && !has.has(column.toLowerCase())) return [];
    return [{ column: name, source: column, verbs, confidence: 1, reason: OF_PRESET }];
  });
  const holes = entity.columns
    .filter(({ name }) => !columns.some(({ column }) => column === name))
    .filter(({ name }) => name !== entity.cursor || way.cursor !== 'none')
    .map(({ name, presence }): Hole => {
      const question = way.decide?.[name];
      const rest = question === undefined ? {} : ({ decide: true } as const);
      const reason = question ?? 'the preset has no source for it';
      return { column: name, required: presence === 'required', reason, candidates: [], ...rest };
    });
  const { query, table, where, cursor } = way;
  return {
    entity: entity.name,
    table: table ?? Object.keys(way.needs).join(', '),
    kind: query === undefined ? 'table' : 'query',
    confidence: 1,
    reason: `the preset of ${preset.title}`,
    reading: {
      from: query === undefined ? { table } : { query },
      ...(where === undefined ? {} : { where }),
      ...(cursor === undefined ? {} : { cursor }),
    },
    ...{ columns, holes, unused: [], others: [], decisions: [], notes: way.notes ?? [] },
  };
}

/** The way with the hospital's zone in place of `LOCAL_ZONE`. */
function inZone(way: PresetTable, zone: string): PresetTable {
  const columns = Object.entries(way.columns ?? {}).map(([name, from]): [string, ColumnMapping] => [
    name,
    typeof from !== 'string' && from.zone === LOCAL_ZONE ? { ...from, zone } : from,
  ]);
  return { ...way, columns: Object.fromEntries(columns) };
}
