import { BASE_MODEL, type Model } from '../model/model';
import type { Entity, EntityColumn } from '../model/types';
import { type DayNumber, instantText, isoDate } from './calendar';
import type { HospitalProfile } from './hospital-profile';
import type { Fields } from './people';
import { Randomness } from './randomness';

/** Rows of each table that an extension adds. */
const INVENTED_ROWS = 20;

const SECONDS_PER_DAY = 86_400;

/** Columns that an extension adds to an entity of the base model. */
function addedColumns(entity: Entity): readonly EntityColumn[] {
  const base = BASE_MODEL.entities.find(({ name }) => name === entity.name);
  if (!base) return [];
  return entity.columns.filter(({ name }) => !base.columns.some((column) => column.name === name));
}

/** Entities of the model that the base model does not have, from one origin. */
export function addedEntities({ entities }: Model, origin: Entity['origin']): readonly Entity[] {
  return entities.filter(
    (each) => each.origin === origin && !BASE_MODEL.entities.some(({ name }) => name === each.name),
  );
}

/** The rows of a table that an extension adds: the same on every day. */
export function inventedRows(profile: HospitalProfile, owner: string, entity: Entity): Fields[] {
  return Array.from({ length: INVENTED_ROWS }, (_, index) =>
    Object.fromEntries(
      entity.columns.map((column) => [
        column.name,
        entity.key.includes(column.name)
          ? keyOf(column, index)
          : inventedValue(profile, [owner, entity.name, String(index)], entity, column),
      ]),
    ),
  );
}

/** A row with values for the columns that an extension adds to its table; they depend on the row's key alone. */
export function withAddedColumns(profile: HospitalProfile, entity: Entity, fields: Fields): Fields {
  const added = addedColumns(entity);
  if (added.length === 0) return fields;
  const place = [profile.spec.id, entity.name, ...entity.key.map((name) => fields[name] ?? '')];
  return {
    ...fields,
    ...Object.fromEntries(added.map((column) => [column.name, inventedValue(profile, place, entity, column)])),
  };
}

function keyOf({ name, type }: EntityColumn, index: number): string {
  return type === 'STRING' ? `${name.slice(0, 3).toUpperCase()}${index + 1}` : String(index + 1);
}

/** A value that its column takes, and the model's lists of values too; a pattern or another rule may still refuse it. */
function inventedValue(
  { seed, period }: HospitalProfile,
  place: readonly string[],
  { quality }: Entity,
  { name, type, presence }: EntityColumn,
): string | null {
  const random = new Randomness(seed, ...place, name);
  if (presence === 'optional' && random.chance(0.05)) return null;
  const list = quality.flatMap(({ check }) => (check.kind === 'one_of' && check.column === name ? check.values : []));
  const [first, ...others] = list;
  const day: DayNumber = random.whole(period.start, period.end);
  switch (type) {
    case 'STRING':
      return first === undefined ? `${name} ${random.whole(1, 9)}` : random.pick([first, ...others]);
    case 'INT64':
      return String(random.whole(0, 40));
    case 'NUMERIC':
      return `${random.whole(0, 500)}.${String(random.whole(0, 99)).padStart(2, '0')}`;
    case 'DATE':
      return isoDate(day);
    case 'TIMESTAMP':
      return instantText(day, random.whole(0, SECONDS_PER_DAY - 1), 0);
    case 'BOOL':
      return random.chance(0.5) ? '1' : '0';
  }
}
