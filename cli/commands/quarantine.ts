import { existsSync } from 'node:fs';
import { Argument, type Command, InvalidArgumentError, Option } from 'commander';
import { localFolders } from '../../jobs/engines/embedded/local-folders';
import { JobError } from '../../jobs/errors';
import type { ObjectStore } from '../../jobs/lake/object-store';
import type { QuarantineFilter } from '../../jobs/reports/quarantine-rows';
import type { Context } from '../../jobs/steps/context';
import { QUARANTINE_STATES, type QuarantineState } from '../../jobs/transform/quarantine-states';
import { didYouMean } from '../../model/errors/near-name';
import { type Model, modelOf } from '../../model/model';
import type { PipelineSpec } from '../../model/spec';
import { type EnvironmentCommandOptions, withEnvironment, withExamples } from '../environment/environment-options';
import { type Environment, findEnvironment } from '../environment/find-environment';
import { UsageError } from '../errors/usage-error';
import { type WarehouseReader, withLocalLogs } from '../local-warehouse/warehouse-reader';
import { data, json, say } from '../output/output';
import { enginesOption, withContext } from '../run/engines';
import { sameSourcesCommand } from '../run/next-command';
import { readList, readRow } from '../run/quarantine-list';
import { listText, rowText } from '../run/quarantine-text';
import { endOnSignals } from '../run/signals';

const ACTIONS = ['list', 'show', 'release', 'discard'] as const;
type Action = (typeof ACTIONS)[number];
const DECISIONS = { release: 'released', discard: 'discarded' } as const;
const SHOWN_ROWS = 20;

interface Options extends EnvironmentCommandOptions {
  readonly engines: string;
  readonly hospital?: string;
  readonly table?: string;
  readonly rule?: string;
  readonly state?: QuarantineState;
  readonly limit: number;
  readonly reason?: string;
  readonly by?: string;
}

/** `rcm quarantine`: rows that rules hold back, without a value of them, and what people decide about them. */
export function define(command: Command): void {
  withEnvironment(command)
    .addArgument(new Argument('<action>', 'what to do').choices([...ACTIONS]))
    .argument('[ids...]', 'rows, by their ids in the list')
    .addOption(enginesOption())
    .option('--hospital <id>', 'list: rows of this hospital')
    .option('--table <table>', 'list: rows of this table')
    .option('--rule <rule>', 'list: rows that break this rule')
    .addOption(
      new Option('--state <state>', 'list: rows in this state (default: open; counts are of all)').choices([
        ...QUARANTINE_STATES,
      ]),
    )
    .option('--limit <number>', 'list: at most so many rows', positive, SHOWN_ROWS)
    .option('--reason <text>', 'release, discard: why, without values of the row')
    .option('--by <name>', 'release, discard: who decides')
    .action(quarantine);
  withExamples(command, [
    'rcm quarantine list --env sunrise-dev',
    'rcm quarantine list --env sunrise-dev --table claims --rule status_known --json',
    'rcm quarantine show hospital-a.claims.20251231t050000z-a1b2.17 --env sunrise-dev',
    'rcm quarantine release hospital-a.claims.20251231t050000z-a1b2.17 --env sunrise-dev --reason "the payer confirms it"',
    'rcm quarantine discard hospital-a.claims.20251231t050000z-a1b2.18 --env sunrise-dev --reason "a test claim"',
  ]);
}

async function quarantine(action: Action, ids: readonly string[], options: Options): Promise<void> {
  checkWords(action, ids, options);
  const environment = await findEnvironment(options, say);
  if (action === 'list' || action === 'show')
    return looking(environment, options.engines, (place) =>
      action === 'list' ? list(place, options) : show(place, ids, options),
    );
  await withWarehouse(environment, options.engines, (context) =>
    decideAll(context, environment, DECISIONS[action], ids, options),
  );
}

/** What looking at rows takes: the warehouse, and the landings, whose manifests name files. */
interface Place {
  readonly warehouse: WarehouseReader;
  readonly landing: ObjectStore;
  readonly spec: PipelineSpec;
}

/** Opens both, to read only; on this machine also while a run writes. @throws JobError `WAREHOUSE_MISSING` */
function looking(environment: Environment, engines: string, work: (place: Place) => Promise<void>): Promise<void> {
  const { embedded } =
    require('../../jobs/engines/embedded/embedded') as typeof import('../../jobs/engines/embedded/embedded');
  if (engines !== embedded.id)
    return withWarehouse(environment, engines, ({ warehouse, lake, spec }) =>
      work({ warehouse, landing: lake.landing, spec }),
    );
  const { LocalStore } = require('../../jobs/lake/local-store') as typeof import('../../jobs/lake/local-store');
  const folder = environment.stateFolder;
  endOnSignals();
  return withLocalLogs(folder, (warehouse) =>
    work({ warehouse, landing: new LocalStore(localFolders(folder).landing), spec: environment.spec }),
  );
}

/** @throws UsageError */
function checkWords(action: Action, ids: readonly string[], { reason }: Options): void {
  const example = 'List rows with their ids: rcm quarantine list.';
  if (action === 'list' && ids.length > 0)
    throw new UsageError(
      'A list takes no ids',
      'Show rows with rcm quarantine show and their ids, or choose some with --hospital, --table, --rule, --state.',
    );
  if (action !== 'list' && ids.length === 0) throw new UsageError(`To ${action} a row, name its id`, example);
  if ((action === 'release' || action === 'discard') && reason === undefined)
    throw new UsageError(`To ${action} a row, give a reason`, 'Add --reason TEXT: it is kept with the decision.');
}

/** @throws JobError `WAREHOUSE_MISSING` before the first run on this machine, `WAREHOUSE_LOCKED` while a run uses it */
async function withWarehouse(
  environment: Environment,
  engines: string,
  work: (context: Context) => Promise<void>,
): Promise<void> {
  const { embedded } =
    require('../../jobs/engines/embedded/embedded') as typeof import('../../jobs/engines/embedded/embedded');
  const folder = environment.stateFolder;
  if (engines === embedded.id && !existsSync(localFolders(folder).warehouse))
    throw new JobError('WAREHOUSE_MISSING', `${environment.name} has not run on this machine yet`);
  await withContext(environment, { engines, folder }, async (context) => {
    await context.prepareTables();
    await work(context);
  });
}

async function list({ warehouse, landing, spec }: Place, options: Options): Promise<void> {
  const { hospital, table, rule, state = 'open', limit } = options;
  const model = modelOf(spec);
  refuseUnknownTable(model, table);
  const filter: QuarantineFilter = { hospital, table, rule };
  const found = await readList(warehouse, model, landing, { filter, state, limit });
  if (options.json) json(found);
  else data(listText(found, { state, isNarrowed: [hospital, table, rule].some((each) => each !== undefined) }));
}

/** @throws UsageError */
function refuseUnknownTable({ entities }: Model, table: string | undefined): void {
  const names = entities.map(({ name }) => name);
  if (table !== undefined && !names.includes(table))
    throw new UsageError(`There is no table "${table}"${didYouMean(table, names)}`, `Use one of: ${names.join(', ')}.`);
}

async function show({ warehouse, landing, spec }: Place, ids: readonly string[], options: Options): Promise<void> {
  const rows = [];
  for (const id of ids) rows.push(await readRow(warehouse, modelOf(spec), landing, id));
  if (options.json) json(rows);
  else data(rows.map(rowText).join('\n\n'));
}

async function decideAll(
  { warehouse, spec }: Context,
  environment: Environment,
  decision: 'released' | 'discarded',
  ids: readonly string[],
  { reason = '', by, json: asJson }: Options,
): Promise<void> {
  const { decideRows } = require('../../jobs/run/quarantine') as typeof import('../../jobs/run/quarantine');
  const decided = await decideRows(warehouse, modelOf(spec), ids, {
    decision,
    reason: reason.trim(),
    person: by ?? null,
  });
  if (asJson) json(decided);
  for (const { id, before } of decided)
    say(before === decision ? `${id} was ${decision} before` : `${id}: ${decision}, was ${before}`);
  if (!decided.some(({ before }) => before !== decision && (decision === 'released' || before === 'released'))) return;
  const { newestReadingStart } = require('../../jobs/steps/audit') as typeof import('../../jobs/steps/audit');
  const next = sameSourcesCommand(environment, await newestReadingStart(warehouse));
  say(`The next run changes the history of these rows.\n-> ${next}`);
}

function positive(text: string): number {
  const number = Number(text);
  if (!Number.isInteger(number) || number < 1) throw new InvalidArgumentError('It must be a whole number above 0.');
  return number;
}
