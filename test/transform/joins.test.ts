import { duckdbDialect } from '../../jobs/warehouse/duckdb/dialect';
import { ENTITIES, environmentTables } from '../../model/catalogue';
import { BASE_MODEL } from '../../model/model';
import { everyStatement } from './every-statement';
import { openDuckDb, tablesUpToSilver } from './hospital-warehouse';

/** How DuckDB calls a join that compares each row of one side with each of the other. */
const COMPARES_ALL = /BLOCKWISE_NL_JOIN|NESTED_LOOP_JOIN/;
/** Compares each month with the last one, which is a single row. */
const WITH_ONE_ROW = ['ops.month_closings.record'];

jest.setTimeout(120_000);

it('no statement compares each row of a table with each of another: what takes seconds for a sample would take days', async () => {
  const { warehouse, remove } = await openDuckDb();
  try {
    const owners = ENTITIES.flatMap(({ name, origin }) =>
      tablesUpToSilver(name, [origin === 'reference' ? 'reference' : 'hospital-a']),
    );
    const known = new Set(environmentTables(BASE_MODEL).map(({ dataset, name }) => `${dataset}.${name}`));
    await warehouse.createTables(owners.filter(({ dataset, name }) => !known.has(`${dataset}.${name}`)));
    const slow: string[] = [];
    for (const { name, sql, parameters = {} } of everyStatement(duckdbDialect)) {
      if (/^\s*(create|drop)/i.test(sql)) {
        // Those that follow read it.
        if (/^create or replace temp table/.test(sql)) await warehouse.executeAtomically([{ name, sql, parameters }]);
        continue;
      }
      const plan = await warehouse.query({ name, sql: `explain ${sql}`, parameters });
      if (COMPARES_ALL.test(JSON.stringify(plan))) slow.push(name);
    }
    expect(slow).toEqual(WITH_ONE_ROW);
  } finally {
    await remove();
  }
});
