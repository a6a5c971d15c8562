import { placeholderCatalogue } from '../../jobs/transform/placeholder-table';
import { bigqueryDialect } from '../../jobs/warehouse/bigquery/dialect';
import { duckdbDialect } from '../../jobs/warehouse/duckdb/dialect';
import { withSqlParser } from '../../jobs/warehouse/duckdb/sql-parser';
import { prunedBy, pruningColumns, type TableScan } from '../../jobs/warehouse/scans/table-scan';
import { tableScans } from '../../jobs/warehouse/scans/table-scans';
import { ENTITIES } from '../../model/catalogue';
import { BASE_MODEL } from '../../model/model';
import type { TableDefinition } from '../../model/types';
import { everyStatement } from './every-statement';
import { WHOLE_TABLE_SCANS } from './whole-table-scans';

const TABLES = placeholderCatalogue(BASE_MODEL);
const BY_NAME = new Map(TABLES.map((table) => [`${table.dataset}.${table.name}`, table]));
const PATIENTS = new Set(['dim_patient', 'patient_history']);

/** Tables with a row for each event, run, person or claim there ever was. Staging holds one load, a code list what its authority publishes. */
function grows({ layer, name }: TableDefinition): boolean {
  return layer === 'gold' ? name.startsWith('fact_') || PATIENTS.has(name) : layer !== 'staging';
}

/** `<statement>: <table>` without the entity, which is the same for all of them: `bronze.append: bronze`. */
function placeOf(name: string, { table }: TableScan): string {
  const verb = name.replace(new RegExp(`\\.(${ENTITIES.map((entity) => entity.name).join('|')})$`), '');
  return `${verb}: ${table.layer === 'gold' || table.layer === 'ops' ? `${table.layer}.${table.name}` : table.layer}`;
}

describe('every scan of a table that grows', () => {
  it('has a constant condition on its partition or first cluster column, but for those that are listed with a reason', async () => {
    const whole = new Set<string>();
    let pruned = 0;
    const temporary = new Map<string, ReadonlySet<string>>();
    const lookup = (dataset: string, name: string) => BY_NAME.get(`${dataset}.${name}`);
    await withSqlParser(async (parser) => {
      for (const statement of everyStatement(duckdbDialect))
        for (const scan of await tableScans(parser, statement, lookup, temporary))
          if (!grows(scan.table)) continue;
          else if (prunedBy(scan) === undefined) whole.add(placeOf(statement.name, scan));
          else pruned++;
    });
    const listed = Object.values(WHOLE_TABLE_SCANS).flat();
    expect([...whole].sort()).toEqual([...listed].sort());
    expect(new Set(listed).size).toBe(listed.length);
    expect(pruned).toBeGreaterThan(1900);
  });
});

describe('the same statement for BigQuery', () => {
  const COLUMNS = [...new Set(TABLES.flatMap(pruningColumns))].join('|');
  /** Tables, and comparisons of columns that prune, in the order of the text, in one spelling. */
  const essence = (sql: string) =>
    sql
      .replaceAll('"', '`')
      .replaceAll(/\$(?=[a-z_])/g, '@')
      .match(
        new RegExp(
          `\`[\\w]+\`\\.\`\\w+\`|(?:\\b\\w+\\.)?\`?\\b(?:${COLUMNS})\\b\`? (?:=|<>|[<>]=?|in|between) ?[@('\\w.]+|\\b(?:or|not)\\b`,
          'g',
        ),
      );

  it('reads the same tables under the same conditions, so that what DuckDB reads of the text holds there', () => {
    const forDuckDb = new Map(everyStatement(duckdbDialect).map(({ name, sql }) => [name, essence(sql)]));
    for (const { name, sql } of everyStatement(bigqueryDialect))
      expect([name, essence(sql)]).toEqual([name, forDuckDb.get(name)]);
  });
});
