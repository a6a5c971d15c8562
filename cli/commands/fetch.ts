import { Argument, type Command, InvalidArgumentError } from 'commander';
import { embedded } from '../../jobs/engines/embedded/embedded';
import { enginesNamed } from '../../jobs/engines/registry';
import { entity, silverTable } from '../../model/catalogue';
import { npiIsValid } from '../../model/npi-number';
import { type EnvironmentCommandOptions, withEnvironment, withExamples } from '../environment/environment-options';
import { type Environment, findEnvironment } from '../environment/find-environment';
import { UsageError } from '../errors/usage-error';
import { type WarehouseReader, withLocalReader } from '../local-warehouse/warehouse-reader';
import { CountLine } from '../output/count-line';
import { json, say } from '../output/output';
import { ageText, grouped } from '../output/text-table';
import { enginesOption, withContext } from '../run/engines';
import { sameSourcesCommand } from '../run/next-command';
import { newestStartHere } from '../run/started-run';

/** The tables that a public register fills. */
type Register = 'npi' | 'icd_codes';

interface Options extends EnvironmentCommandOptions {
  readonly engines: string;
  readonly prefix?: string;
}

/** The result of a fetch, as `--json` prints it. */
interface Fetched {
  readonly register: Register;
  /** Key in the inbox; null: the register returned no row, so nothing was written. */
  readonly file: string | null;
  readonly rows: number;
  /** When the previous copy was read into the warehouse, ISO 8601, UTC; null: no previous copy. */
  readonly previousCopyAt: string | null;
  /** Only for `npi`: numbers requested, and how many of them had no row, by reason. */
  readonly asked?: number;
  readonly unknown?: number;
  readonly deactivated?: number;
  /** Only for `npi`: texts of silver.providers that are not valid NPIs and were not requested. */
  readonly invalid?: number;
}

/** `rcm fetch`: downloads a public register as one file of a reference feed. */
export function define(command: Command): void {
  withEnvironment(command)
    .addArgument(
      new Argument('<register>', 'npi: the providers of silver; icd_codes: diagnosis codes').choices([
        'npi',
        'icd_codes',
      ]),
    )
    .option('--prefix <code>', 'only diagnosis codes with this prefix (default: all, about 200 requests)', codePrefix)
    .addOption(enginesOption())
    .action(fetchRegister);
  withExamples(command, [
    'rcm fetch npi --env sunrise-dev           # then: rcm run --env sunrise-dev',
    'rcm fetch icd_codes --env sunrise-dev',
    'rcm fetch icd_codes --env sunrise-dev --prefix E11 --json',
  ]);
}

async function fetchRegister(register: Register, options: Options): Promise<void> {
  if (register === 'npi' && options.prefix !== undefined) {
    throw new UsageError('--prefix is for diagnosis codes', 'Leave out --prefix, or fetch icd_codes.');
  }
  const environment = await findEnvironment(options, say);
  const feed = environment.spec.references.find(({ table }) => table === register);
  if (!feed) {
    throw new UsageError(
      `${environment.name} has no reference feed ${register}, so nothing would read the file`,
      'Add it to the references in the environment file.',
    );
  }
  if (feed.encoding !== 'utf8') {
    throw new UsageError(
      `The feed ${register} is read as ${feed.encoding}, but registers are written as utf8`,
      "Set encoding: 'utf8' for the feed in the environment file.",
    );
  }
  if (environment.spec.mapping?.[register]) {
    throw new UsageError(
      `The mapping of ${register} is for files of another sender: registers are written with the usual names`,
      `Remove ${register} from the mapping of the environment, or deliver the file that it is for.`,
    );
  }
  const { deliver, newestCopy } =
    require('../../jobs/sources/apis/delivery') as typeof import('../../jobs/sources/apis/delivery');
  // The stores alone: a fetch needs no lock on the warehouse.
  const place = { folder: environment.stateFolder };
  const { lake } = await enginesNamed(options.engines).openStores(environment.spec, place);
  const previous = await newestCopy(lake.archive, register);
  // Printed before the first request: if the register is unreachable, this copy stays in use.
  say(previous ? `last copy: read ${ageText(previous.modifiedAt, new Date())}` : 'last copy: none yet');
  const { rows, name, ...counts } =
    register === 'npi' ? await fetchNpis(environment, options) : await fetchIcd10(options.prefix ?? '');
  const file = rows.length > 0 ? await deliver(lake.inbox, feed, name, rows, new Date()) : null;
  const fetched: Fetched = {
    ...{ register, file, rows: rows.length, previousCopyAt: previous?.modifiedAt ?? null },
    ...counts,
  };
  if (options.json) json(fetched);
  for (const line of fetchedLines(fetched)) say(line);
  if (file === null) return;
  const start = options.engines === embedded.id ? await newestStartHere(environment.stateFolder) : null;
  say(`-> ${sameSourcesCommand(environment, start)}`);
}

async function fetchNpis(environment: Environment, options: Options) {
  const { lookUpNpis, NPPES } =
    require('../../jobs/sources/apis/nppes') as typeof import('../../jobs/sources/apis/nppes');
  const api = openRegister(NPPES);
  const texts =
    options.engines === embedded.id
      ? await withLocalReader(environment.stateFolder, providerNpis)
      : await withContext(environment, { engines: options.engines, folder: environment.stateFolder }, (context) =>
          providerNpis(context.warehouse),
        );
  const npis = texts.filter(npiIsValid);
  const { rows, unknown, deactivated } = await counted(`${NPPES.name}, numbers`, npis.length, (progress) =>
    lookUpNpis(api, npis, progress),
  );
  return { rows, name: 'nppes', asked: npis.length, unknown, deactivated, invalid: texts.length - npis.length };
}

async function fetchIcd10(prefix: string) {
  const { ICD10, listIcd10Codes } =
    require('../../jobs/sources/apis/icd10') as typeof import('../../jobs/sources/apis/icd10');
  const api = openRegister(ICD10);
  const rows = await counted(`${ICD10.name}, codes`, null, (progress) => listIcd10Codes(api, prefix, progress));
  return { rows, name: 'icd10cm' };
}

/** Distinct NPI texts of current providers, sorted. */
async function providerNpis(warehouse: Pick<WarehouseReader, 'dialect' | 'query'>): Promise<string[]> {
  const providers = warehouse.dialect.table(silverTable(entity('providers')));
  const sql = `select distinct p.npi from ${providers} as p where p.is_current and p.npi is not null order by p.npi`;
  return (await warehouse.query({ name: 'fetch.provider_npis', sql })).map((row) => String(row['npi']));
}

/** A register at its own address, or at the one in its variable: a mirror, or a test server. */
function openRegister({ name, address, variable }: { name: string; address: string; variable: string }) {
  const { openApi } = require('../../jobs/sources/apis/http') as typeof import('../../jobs/sources/apis/http');
  return openApi({ name, address: process.env[variable] ?? address });
}

async function counted<Result>(
  what: string,
  total: number | null,
  work: (progress: (done: number) => void) => Promise<Result>,
): Promise<Result> {
  const line = new CountLine(what, total);
  try {
    return await work((done) => line.take(done));
  } finally {
    line.close();
  }
}

function fetchedLines({ register, file, rows, ...npi }: Fetched): string[] {
  const lines = [
    file ? `${grouped(rows)} rows of ${register} in inbox/${file}` : `${register} returned no row; nothing was written`,
  ];
  if (npi.asked !== undefined) {
    lines.push(
      `requested ${grouped(npi.asked)} NPIs: ${npi.unknown} unknown, ${npi.deactivated} deactivated; skipped ${npi.invalid} invalid NPIs`,
    );
  }
  return lines;
}

function codePrefix(text: string): string {
  const { ICD10_PREFIX } = require('../../jobs/sources/apis/icd10') as typeof import('../../jobs/sources/apis/icd10');
  const prefix = text.toUpperCase();
  if (!ICD10_PREFIX.test(prefix))
    throw new InvalidArgumentError('It must be the beginning of a diagnosis code, e.g. E, E1, E11 or E11.6.');
  return prefix;
}
