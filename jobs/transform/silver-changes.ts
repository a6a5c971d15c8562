import { silverTable, supersededTable } from '../../model/catalogue';
import type { Entity } from '../../model/types';
import type { Dialect } from '../warehouse/dialect';
import { type Select, union } from '../warehouse/named-columns';
import { statement } from '../warehouse/statement';
import type { Row, Statement } from '../warehouse/warehouse';
import type { LayerInput } from './gold-layers';

/**
 * Query: `input`, `hospital_id`, `known`, the latest moment from or until which silver knew a version of the table of the hospital. Whatever
 * changes silver later has a later moment: see `latestKnown`. Read it before the rows, then a row is taken twice rather than never.
 */
export function silverPositions(dialect: Dialect, entities: readonly Entity[]): Statement {
  const moments = entities.flatMap((entity) => {
    const from = (table: string, moment: string): Select => ({
      columns: { input: `'${entity.name}'`, hospital_id: 'hospital_id', known: `max(${moment})` },
      from: `from ${table} v group by hospital_id`,
    });
    return [
      from(dialect.table(silverTable(entity)), 'known_from'),
      from(dialect.table(supersededTable(entity)), 'known_to'),
    ];
  });
  return statement(
    'gold.silver_positions',
    `select input, hospital_id, max(known) as known from (\n${union(dialect, 'all', moments)}\n) moments
group by input, hospital_id order by input, hospital_id`,
  );
}

/** What `silverPositions` found. */
export function positionsOf(rows: readonly Row[]): LayerInput[] {
  return rows.map((row) => ({
    ...{ input: String(row['input']), hospitalId: String(row['hospital_id']), build: null },
    known: row['known'] === null || row['known'] === undefined ? null : String(row['known']),
  }));
}

/** From when on the rows of a hospital's table have not been taken in; null: from the beginning. */
export interface Since {
  readonly hospitalId: string;
  readonly known: string | null;
}

/** By entity, the hospitals whose table has changed since the inputs `before`; an entity that has not changed is not in it. */
export function changedSince(
  before: readonly LayerInput[],
  now: readonly LayerInput[],
): ReadonlyMap<string, readonly Since[]> {
  const changed = new Map<string, Since[]>();
  for (const { input, hospitalId, known } of now) {
    const old = before.find((each) => each.input === input && each.hospitalId === hospitalId);
    if (old && old.known === known) continue;
    const since = changed.get(input) ?? [];
    since.push({ hospitalId, known: old?.known ?? null });
    changed.set(input, since);
  }
  return changed;
}

/** Selects of the versions that have come since, or have gone: of silver, and of what silver held. `columns` are expressions over `v`. */
export function changedVersions(
  dialect: Dialect,
  entity: Entity,
  since: readonly Since[],
  columns: Select['columns'],
): Select[] {
  return [
    { columns, from: `from ${dialect.table(silverTable(entity))} v where ${isLater(dialect, 'known_from', since)}` },
    { columns, from: `from ${dialect.table(supersededTable(entity))} v where ${isLater(dialect, 'known_to', since)}` },
  ];
}

function isLater(dialect: Dialect, moment: string, since: readonly Since[]): string {
  const known = since.flatMap((each) => (each.known === null ? [] : [each.known])).sort();
  const each = since.map(({ hospitalId, known: from }) => {
    const ofHospital = `v.hospital_id = ${dialect.text(hospitalId)}`;
    return from === null ? ofHospital : `(${ofHospital} and v.${moment} > ${dialect.timestampLiteral(from)})`;
  });
  const any = each.length === 1 ? each.join() : `(${each.join(' or ')})`;
  const [earliest] = known;
  // The first comparison is what an engine can skip blocks by.
  return earliest === undefined || known.length < since.length || since.length === 1
    ? any
    : `v.${moment} > ${dialect.timestampLiteral(earliest)} and ${any}`;
}
