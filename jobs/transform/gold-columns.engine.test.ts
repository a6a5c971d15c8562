import { ENTITIES, environmentTables, silverTable } from '../../model/catalogue';
import { GOLD_TABLES } from '../../model/gold';
import { DIMENSIONS } from '../../model/gold/dimensions';
import { FACTS } from '../../model/gold/facts';
import { BASE_MODEL } from '../../model/model';
import { OPS_TABLES } from '../../model/ops';
import type { Column, TableDefinition } from '../../model/types';
import { loadGold } from '../../test/transform/gold-warehouse';
import { openDuckDb, read } from '../../test/transform/hospital-warehouse';
import { markedClinic } from '../../test/transform/marked-clinic';
import type { DuckDbWarehouse } from '../warehouse/duckdb/warehouse';
import type { Row } from '../warehouse/warehouse';

const SILVER = markedClinic();
let warehouse: DuckDbWarehouse;
let remove: () => Promise<void>;
let gold: Record<string, Row[]>;
let goldOfRotatedModel: Record<string, Row[]>;

/** Columns that could hold each other's values change places in the model: the next takes the place of each. */
function rotate(columns: readonly Column[]): void {
  const rotated = columns.map((column) => {
    const alike = columns.filter(({ type, required }) => type === column.type && required === column.required);
    return alike[(alike.indexOf(column) + 1) % alike.length] ?? column;
  });
  (columns as Column[]).splice(0, columns.length, ...rotated);
}

async function readGold(): Promise<Record<string, Row[]>> {
  const byName = (table: TableDefinition) => table.columns.map(({ name }) => `"${name}"`).sort();
  const rows = GOLD_TABLES.map(async (table) => [table.name, await read(warehouse, table, byName(table).join(', '))]);
  return Object.fromEntries(await Promise.all(rows));
}

beforeAll(async () => {
  ({ warehouse, remove } = await openDuckDb(environmentTables(BASE_MODEL)));
  await loadGold(warehouse, SILVER);
  gold = await readGold();
  // The model itself, as an edit would change it: this file has its own copy of the module.
  for (const { columns } of [...GOLD_TABLES, ...OPS_TABLES, ...ENTITIES]) rotate(columns);
  await loadGold(warehouse, SILVER);
  goldOfRotatedModel = await readGold();
}, 60_000);
afterAll(() => remove());

describe.each(GOLD_TABLES.map(({ name, columns }) => ({ name, columns: [...columns] })))(
  '$name',
  ({ name, columns }) => {
    it('has each value in its column whatever the order of the columns in the model', () => {
      expect(goldOfRotatedModel[name]).toEqual(gold[name]);
    });

    it('has no two columns of one type that look the same in every row, so that a value in the wrong one is seen', () => {
      const pairs = columns.flatMap((one, place) =>
        columns.slice(place + 1).flatMap((other) => (one.type === other.type ? [[one.name, other.name] as const] : [])),
      );
      const rows = gold[name] ?? [];
      expect(pairs.filter(([one, other]) => rows.every((row) => row[one] === row[other]))).toEqual([]);
    });
  },
);

/** Dimensions and facts that are made from the entity of their name. */
const COPIES = [...DIMENSIONS, ...FACTS].flatMap((table) => {
  const name = table.name.replace(/^(dim|fact)_/, '');
  const entity = ENTITIES.find((each) => [name, `${name}s`].includes(each.name));
  return entity ? [{ name: table.name, table, entity }] : [];
});

describe.each(COPIES)('$name', ({ table, entity }) => {
  it('has the value of silver in every column that silver has too', async () => {
    const silver = silverTable(entity);
    const names = table.columns.map((column) => column.name);
    const shared = names.filter((name) => silver.columns.some((column) => column.name === name)).sort();
    // A table with its own `is_current` has every version.
    const versions = names.includes('is_current') ? 'true' : 'is_current';
    // A payer has the group's id there, and beside it the one that silver has.
    const here = shared.map((name) => (names.includes(`source_${name}`) ? `source_${name} as ${name}` : name));
    const copied = await read(warehouse, table, here.join(', '), `${table.key[0]} <> 'unknown'`);
    expect(copied).toEqual(await read(warehouse, silver, shared.join(', '), versions));
    expect(copied.length).toBeGreaterThan(0);
  });
});

describe.each(FACTS)('$name', (fact) => {
  it('refers in each key column to members of that dimension', () => {
    const keys = fact.columns.map((column) => column.name).filter((name) => name.endsWith('_key'));
    const strangers = keys.flatMap((column) => {
      const dimension = DIMENSIONS.find(({ key }) => column.endsWith(key[0] ?? ''));
      const members = (gold[dimension?.name ?? ''] ?? []).map((row) => row[dimension?.key[0] ?? '']);
      return (gold[fact.name] ?? []).filter((row) => !members.includes(row[column] ?? null)).map(() => column);
    });
    expect(strangers).toEqual([]);
  });
});
