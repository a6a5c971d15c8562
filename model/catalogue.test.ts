import { bronzeTable, ENTITIES, environmentTables, ownerTables, quarantineTable, silverTable } from './catalogue';
import { bronzeDataset } from './datasets';
import { BASE_MODEL } from './model';
import { PHI_CLASSES } from './types';

const tables = [
  ...environmentTables(BASE_MODEL),
  ...ownerTables(
    BASE_MODEL,
    'hospital-a',
    ENTITIES.map(({ name }) => name),
  ),
];

describe.each(tables.map((table) => [`${table.dataset}.${table.name}`, table] as const))('%s', (_name, table) => {
  it('has columns with names that every engine takes, each once', () => {
    const names = table.columns.map(({ name }) => name);
    expect(names.filter((name) => !/^[a-z_][a-z0-9_]{0,62}$/.test(name))).toEqual([]);
    expect(new Set(names).size).toBe(names.length);
  });

  it('classes each column for privacy and describes it', () => {
    expect(
      table.columns
        .filter(({ phi, description }) => !PHI_CLASSES.includes(phi) || !description.endsWith('.'))
        .map(({ name }) => name),
    ).toEqual([]);
  });

  it('has its key, partition and cluster columns', () => {
    const wanted = [...table.key, ...(table.partitionBy ? [table.partitionBy] : []), ...(table.clusterBy ?? [])];
    expect(wanted.filter((name) => !table.columns.some((column) => column.name === name))).toEqual([]);
  });

  it('declares its grain', () => {
    expect(table.grain).toMatch(/^one row per /);
  });
});

describe.each(ENTITIES.map((entity) => [entity.name, entity] as const))('entity %s', (_name, entity) => {
  it('has its key, which is required, and its cursor', () => {
    const column = (name: string) => entity.columns.find((each) => each.name === name);
    expect(entity.key.filter((name) => column(name)?.presence !== 'required')).toEqual([]);
    expect(entity.cursor === null || column(entity.cursor)?.type === 'TIMESTAMP').toBe(true);
  });

  it('names each rule once, over columns it has', () => {
    const ids = entity.quality.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    const named = entity.quality.flatMap(({ check }) =>
      'other' in check ? [check.column, check.other] : [check.column],
    );
    expect(named.filter((name) => !entity.columns.some((column) => column.name === name))).toEqual([]);
  });

  it('keeps the privacy class of a column from bronze to silver and quarantine', () => {
    for (const { name, phi } of entity.columns) {
      for (const table of [bronzeTable(entity, 'hospital-a'), silverTable(entity), quarantineTable(entity)]) {
        expect([table.layer, name, table.columns.find((column) => column.name === name)?.phi]).toEqual([
          table.layer,
          name,
          phi,
        ]);
      }
    }
  });
});

it('gives each hospital a bronze dataset of its own', () => {
  expect(bronzeDataset('hospital-a')).toBe('bronze_hospital_a');
});
