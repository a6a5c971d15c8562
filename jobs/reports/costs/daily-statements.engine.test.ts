import { BASE_MODEL } from '../../../model/model';
import { CLAIMS, openSmallHospital } from '../../../test/acceptance/small-hospital';
import { newRunId, runPipeline } from '../../run/run';
import type { Statement, Warehouse } from '../../warehouse/warehouse';
import { dailyStatements } from './daily-statements';

/** What the list leaves out, and says so: the audit, the dashboard, which asks one thing again, and builds of gold that take in changes only. */
const LEFT_OUT =
  /^(audit|report)\.|^loads\.absent_columns$|^gold\.|^quality\.(clear|count|carry)_(references|descriptions)\b|^ops\.month_closings\.record$|^reconcile\.(clear|facts|summaries|receivables)$/;

/** The warehouse, and the names of what it is asked, each as often as it is asked. */
function recorded(warehouse: Warehouse, names: string[]): Warehouse {
  const note = (statements: readonly Statement[]) => names.push(...statements.map(({ name }) => name));
  return {
    dialect: warehouse.dialect,
    createTables: (tables) => warehouse.createTables(tables),
    loadParquet: (load) => warehouse.loadParquet(load),
    endWith: (statements) => warehouse.endWith(statements),
    close: () => warehouse.close(),
    query(statement) {
      note([statement]);
      return warehouse.query(statement);
    },
    executeAtomically(statements) {
      note(statements);
      return warehouse.executeAtomically(statements);
    },
  };
}

// Two runs: on a machine that does much else they take their time.
jest.setTimeout(180_000);

it('lists what a second run executes up to history, each statement as often', async () => {
  const small = await openSmallHospital();
  try {
    const { header, paid, denied } = CLAIMS;
    small.send('hospital-a/claims/a.csv', `${header}\n${paid}\n${denied}\n`);
    expect((await small.run()).status).toBe('SUCCEEDED');
    small.send('hospital-a/claims/b.csv', `${header}\n${paid.replace('150.00', '160.00')}\n`, 5);
    const names: string[] = [];
    const { context } = small;
    const run = await runPipeline({ ...context, warehouse: recorded(context.warehouse, names) }, { runId: newRunId() });
    expect(run.status).toBe('SUCCEEDED');
    const listed = dailyStatements(context.warehouse.dialect, small.spec, BASE_MODEL).flatMap(({ times, statements }) =>
      Array.from({ length: times }, () => statements.map(({ name }) => name)).flat(),
    );
    const counted = (all: readonly string[]) => all.filter((name) => !LEFT_OUT.test(name)).sort();
    expect(counted(listed)).toEqual(counted(names));
  } finally {
    await small.remove();
  }
});
