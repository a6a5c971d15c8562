import { entityOf } from '../../model/catalogue';
import { dimDate, dimPayer } from '../../model/gold/dimensions';
import { groupLookup } from '../../model/gold/group-lookup';
import { memberChanges } from '../../model/gold/upkeep';
import { type GoldLayer, opsGoldInputs } from '../../model/gold-layers';
import type { Model } from '../../model/model';
import type { TableDefinition } from '../../model/types';
import type { Dialect } from '../warehouse/dialect';
import { insertInto, type Select, select, union } from '../warehouse/named-columns';
import { indented, statement } from '../warehouse/statement';
import type { Statement } from '../warehouse/warehouse';
import { canonical } from './canonical';
import {
  currentRows,
  daysOfFacts,
  deliveredPayers,
  dimensionsOfEntities,
  type EntityMembers,
  firstAndLastDay,
  insertMembers,
  payers,
  replaceMembers,
  type Silver,
} from './dimensions';
import { currentBuild } from './gold-layers';
import { changedVersions, type Since } from './silver-changes';

/** Dimensions that are made from all facts: whether they differ is asked first, and then they are made whole. */
export interface Differing {
  /** The payers that no lookup names. */
  readonly payers: boolean;
  readonly days: boolean;
}

/**
 * Makes the dimensions say what `loadDimensions` would, from the versions of silver that have come or gone since: the members of those are
 * taken out and put in again, and named in gold.member_changes. Execute atomically, after `openBuild`.
 * @param changed see `changedSince`.
 */
export function loadChangedMembers(
  dialect: Dialect,
  model: Model,
  changed: ReadonlyMap<string, readonly Since[]>,
  differing: Differing,
): Statement[] {
  const into: Silver = { dialect, model };
  return [
    forgetSeen(dialect, memberChanges, 'dimensions'),
    ...dimensionsOfEntities(dialect, model).flatMap((members) => {
      const since = changed.get(members.entityName);
      return since ? renewMembers(into, members, since) : [];
    }),
    ...(differing.payers ? [noteDifferentPayers(into), ...replaceMembers(into, payers(into))] : []),
    ...(differing.days ? [noteDifferentDays(into), ...replaceMembers(into, daysOfFacts(into))] : []),
    ...model.goldCopies
      .filter(({ entity }) => changed.has(entity.name))
      .flatMap((copy) => [
        noteChanges(dialect, copy.table.name, {
          ...{ dimension: copy.table.name, hospital_id: dialect.cast('null', 'STRING') },
          ...{ member_id: dialect.cast('null', 'STRING'), from: 'from (select 1 as one) o' },
        }),
        ...currentRows(into, copy),
      ]),
  ];
}

/** Deletes what every layer that reads the log has taken in, before new rows come. A layer that has no state starts from all rows. */
export function forgetSeen(dialect: Dialect, log: TableDefinition, of: GoldLayer): Statement {
  const seen = `select min(i.build) from ${dialect.table(opsGoldInputs)} i where i.input = '${of}'`;
  return statement(
    `gold.${log.name}.forget_seen`,
    `delete from ${dialect.table(log)} where build <= coalesce((${seen}), ${currentBuild(dialect, of)})`,
  );
}

/** INT64: the members that the build has changed. For `closeBuild`. */
export function membersChanged(dialect: Dialect): string {
  return `(select count(*) from ${dialect.table(memberChanges)} m where build = ${currentBuild(dialect, 'dimensions')})`;
}

/** Query: one row, `payers` and `days`, BOOL: see `Differing`. */
export function differingMembers(dialect: Dialect, model: Model): Statement {
  const from: Silver = { dialect, model };
  return statement(
    'gold.differing_members',
    `
    select
      exists (select 1 from (\n${indented(differentPayers(from))}\n) p) as payers,
      not exists (
        select 1 from (\n${indented(firstAndLastDay(from))}\n) e
        cross join (select min(day) as first_day, max(day) as last_day from ${dialect.table(dimDate)} d) d
        where coalesce(e.first_day, ${NO_DAY(dialect)}) = coalesce(d.first_day, ${NO_DAY(dialect)})
          and coalesce(e.last_day, ${NO_DAY(dialect)}) = coalesce(d.last_day, ${NO_DAY(dialect)})
      ) as days`,
  );
}

/** Stands for the end of no days at all. */
const NO_DAY = (dialect: Dialect) => dialect.dateLiteral('0001-01-01');

/** Select of `payer_id`: payers of a hospital that are delivered and not in the dimension, or the other way round. */
function differentPayers(from: Silver): string {
  const { dialect } = from;
  const delivered = `(\n${indented(deliveredPayers(from))}\n)`;
  const id = "concat(n.hospital_id, '/', n.source_payer_id)";
  const known = `(select payer_id from ${dialect.table(dimPayer)} p where hospital_id is not null)`;
  const named = `(select concat(hospital_id, '/', source_id) from ${dialect.table(groupLookup)} g where kind = 'payer')`;
  return union(dialect, 'all', [
    { columns: { payer_id: id }, from: `from ${delivered} n where ${id} not in ${known} and ${id} not in ${named}` },
    {
      columns: { payer_id: 'k.payer_id' },
      from: `from ${known} k where k.payer_id not in (select ${id} from ${delivered} n)`,
    },
  ]);
}

function noteDifferentPayers(from: Silver): Statement {
  return noteChanges(from.dialect, dimPayer.name, {
    ...{ dimension: dimPayer.name, hospital_id: from.dialect.cast('null', 'STRING'), member_id: 'payer_id' },
    from: `from (\n${indented(differentPayers(from))}\n) p`,
  });
}

/** The days that come or go. */
function noteDifferentDays(from: Silver): Statement {
  const { dialect } = from;
  const [calendar, known] = [daysOfFacts(from).from(), `from ${dialect.table(dimDate)} d where day is not null`];
  const different = union(dialect, 'all', [
    { columns: { day: 'day' }, from: `${calendar} where day not in (select d.day ${known})` },
    { columns: { day: 'day' }, from: `${known} and day not in (select calendar.day ${calendar})` },
  ]);
  return noteChanges(dialect, dimDate.name, {
    ...{ dimension: dimDate.name, hospital_id: dialect.cast('null', 'STRING'), member_id: dialect.dateText('day') },
    from: `from (\n${indented(different)}\n) c`,
  });
}

interface Noted {
  readonly dimension: string;
  readonly hospital_id: string;
  readonly member_id: string;
  readonly from: string;
}

function noteChanges(dialect: Dialect, name: string, { dimension, from, ...columns }: Noted): Statement {
  return statement(
    `gold.member_changes.${name}`,
    insertInto(dialect, memberChanges, {
      columns: { build: currentBuild(dialect, 'dimensions'), dimension: `'${dimension}'`, ...columns },
      from,
    }),
  );
}

function renewMembers(into: Silver, members: EntityMembers, since: readonly Since[]): Statement[] {
  const { dialect, model } = into;
  const { dimension, entityName, id, form, ofHospital } = members;
  const member = (alias: string) => {
    const column = `${alias}${dialect.identifier(id)}`;
    return form === undefined ? column : canonical(form, column);
  };
  const versions: Select['columns'] = {
    hospital_id: ofHospital ? 'v.hospital_id' : dialect.cast('null', 'STRING'),
    member_id: member('v.'),
  };
  const noted = changedVersions(dialect, entityOf(model, entityName), since, versions);
  const ofBuild = `${dialect.table(memberChanges)} m where m.dimension = '${dimension.name}' and m.build = ${currentBuild(dialect, 'dimensions')}`;
  // No hospital has a slash in its id.
  const isChanged = (alias: string) =>
    ofHospital
      ? `concat(${alias}hospital_id, '/', ${member(alias)}) in (select concat(m.hospital_id, '/', m.member_id) from ${ofBuild})`
      : `${member(alias)} in (select m.member_id from ${ofBuild})`;
  return [
    noteChanges(dialect, dimension.name, {
      ...{ dimension: dimension.name, hospital_id: 'hospital_id', member_id: 'member_id' },
      from: `from (\n${indented(union(dialect, 'distinct', noted))}\n) c`,
    }),
    statement(`gold.${dimension.name}.clear_changed`, `delete from ${dialect.table(dimension)} where ${isChanged('')}`),
    statement(`gold.${dimension.name}.load_changed`, insertMembers(into, members, ` and ${isChanged('s.')}`)),
  ];
}

/** Query: `dimension`, those that builds after this one have changed. */
export function changedDimensions(dialect: Dialect, after: number): Statement {
  return statement(
    'gold.changed_dimensions',
    select(dialect, {
      columns: { dimension: 'dimension' },
      from: `from ${dialect.table(memberChanges)} m where build > ${after} group by dimension`,
    }),
  );
}
