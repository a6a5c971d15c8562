import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { type Command, InvalidArgumentError } from 'commander';
import { localFolders } from '../../jobs/engines/embedded/local-folders';
import { openPrivateFolder } from '../../jobs/engines/embedded/private-folder';
import type { SampleOptions, SampleSummary } from '../../sample/write';
import { type EnvironmentCommandOptions, withEnvironment, withExamples } from '../environment/environment-options';
import { type Environment, findEnvironment } from '../environment/find-environment';
import { UsageError } from '../errors/usage-error';
import { json, say } from '../output/output';
import { grouped } from '../output/text-table';
import { sampleFolders } from '../run/engines';
import { fillSampleDatabases, refuseRealDatabases } from '../sample/sample-databases';
import { ofGenerator } from '../sample/sample-generator';

/** Size and seed of a sample, which every later day must keep. */
type SampleSize = Required<Pick<SampleOptions, 'seed' | 'patients' | 'encounters' | 'months'>>;

interface Options extends EnvironmentCommandOptions, Partial<SampleSize> {
  readonly day: number;
  readonly force?: true;
  readonly mysql?: true;
}

/** `rcm sample`: writes an invented hospital group as its sources would deliver it. */
export function define(command: Command): void {
  withEnvironment(command)
    .option('--day <number>', '1 writes the sample, 2 and 3 the changes of the next two days', wholeNumber, 1)
    .option('--patients <number>', 'patients of each hospital', wholeNumber)
    .option('--encounters <number>', 'encounters of each hospital', wholeNumber)
    .option('--months <number>', 'months from 2024-07 on', wholeNumber)
    .option('--seed <number>', 'another number makes another group', wholeNumber)
    .option('--mysql', 'also fill the MySQL databases of the environment; they must be on this machine')
    .option('--force', 'overwrite an existing sample with day 1')
    .action(sample);
  withExamples(command, [
    'rcm sample --env sunrise-dev',
    'rcm sample --env sunrise-dev --day 2      # then: rcm run --env sunrise-dev',
    'rcm sample --env sunrise-dev --patients 500 --encounters 1000 --force',
  ]);
}

async function sample(options: Options): Promise<void> {
  const environment = await findEnvironment(options, say);
  if (options.day === 1 && !options.force && !options.mysql && isThere(environment, options)) {
    say(
      `The sample exists already and was left unchanged. Write the next day with --day 2, or day 1 again with --force.`,
    );
    sayWhoIsMissing(environment);
    if (options.json) json(JSON.parse(readFileSync(sizeFile(environment), 'utf8')));
    return;
  }
  const { extracts } = sampleFolders(environment.stateFolder);
  if (options.mysql) refuseRealDatabases(environment.spec);
  const size = options.day === 1 ? firstDay(environment, options) : laterDay(environment, options);
  const summary = await writeDay(environment, options.day, size);
  const databases = options.mysql ? { databases: await fillSampleDatabases(environment.spec, extracts) } : {};
  if (options.json) json({ ...summary, ...databases });
  for (const line of summaryLines(summary)) say(line);
  say(`-> rcm run${options.mysql ? ' --mysql' : ''}`);
}

/** Writes day 1 in its usual size where there is no sample yet. */
export async function ensureSample(environment: Environment): Promise<void> {
  if (existsSync(sizeFile(environment))) return sayWhoIsMissing(environment);
  for (const line of summaryLines(await writeDay(environment, 1, firstDay(environment, { day: 1 })))) say(line);
}

/** A hospital that was added since has no data of the sample: its first step would fail. */
function sayWhoIsMissing({ spec, stateFolder }: Environment): void {
  const folders = [sampleFolders(stateFolder).extracts, localFolders(stateFolder).inbox];
  const missing = spec.hospitals
    .map(({ id }) => id)
    .filter((id) => !folders.some((folder) => existsSync(join(folder, id))));
  if (missing.length > 0)
    say(`It lacks ${missing.join(', ')}, added later; day 1 written again with --force has every hospital.`);
}

async function writeDay(environment: Environment, day: number, size: SampleSize): Promise<SampleSummary> {
  const { extracts, truth } = sampleFolders(environment.stateFolder);
  openPrivateFolder(environment.stateFolder);
  const { writeSample } = ofGenerator(() => require('../../sample/write') as typeof import('../../sample/write'));
  const summary = await writeSample({
    ...size,
    spec: environment.spec,
    // The sample itself rejects an invalid day.
    day: day as NonNullable<SampleOptions['day']>,
    extractsFolder: extracts,
    inboxFolder: localFolders(environment.stateFolder).inbox,
    truthFolder: truth,
  });
  if (day === 1) {
    writeFileSync(sizeFile(environment), `${JSON.stringify(size, null, 2)}\n`);
    // Answers for later days of the previous sample.
    for (const later of [2, 3]) rmSync(join(truth, `truth-day${later}.json`), { force: true });
  }
  return summary;
}

function firstDay(environment: Environment, options: Options): SampleSize {
  const folder = dirname(sampleFolders(environment.stateFolder).extracts);
  if (existsSync(folder) && !options.force) {
    throw new UsageError(
      `${environment.name} has a sample already; nothing was written`,
      'Write the next day with --day 2, or add --force to write day 1 again.',
    );
  }
  const { SAMPLE_DEFAULTS } = ofGenerator(() => require('../../sample/write') as typeof import('../../sample/write'));
  const { seed, patients, encounters, months } = SAMPLE_DEFAULTS;
  return {
    seed: options.seed ?? seed,
    patients: options.patients ?? patients,
    encounters: options.encounters ?? encounters,
    months: options.months ?? months,
  };
}

/** Whether day 1 was written with the requested sizes: writing it again would produce the same files. */
function isThere(environment: Environment, options: Options): boolean {
  if (!existsSync(sizeFile(environment))) return false;
  const size = JSON.parse(readFileSync(sizeFile(environment), 'utf8')) as SampleSize;
  return (Object.keys(size) as (keyof SampleSize)[]).every((name) => (options[name] ?? size[name]) === size[name]);
}

/** A later day changes the group of day 1, so it keeps that day's size and seed. */
function laterDay(environment: Environment, options: Options): SampleSize {
  const file = sizeFile(environment);
  if (!existsSync(file)) {
    throw new UsageError(`${environment.name} has no sample for day 1 yet`, 'Write it with rcm sample.');
  }
  const size = JSON.parse(readFileSync(file, 'utf8')) as SampleSize;
  const given = (Object.keys(size) as (keyof SampleSize)[]).filter((name) => options[name] !== undefined);
  if (given.every((name) => options[name] === size[name])) return size;
  throw new UsageError(
    `Day ${options.day} must have the size of the existing day 1: ${JSON.stringify(size)}`,
    `Leave out ${given.map((name) => `--${name}`).join(', ')}, or write day 1 again with --force.`,
  );
}

function sizeFile({ stateFolder }: Environment): string {
  return join(dirname(sampleFolders(stateFolder).extracts), 'size.json');
}

function summaryLines({ day, closingDate, hospitals }: SampleSummary): string[] {
  return [
    `sample, day ${day}, as of ${closingDate}:`,
    ...hospitals.map(({ id, rows, claimLines, claimsFiles }) => {
      const tables = Object.entries(rows).map(([table, count]) => `${grouped(count)} ${table}`);
      return `  ${id}: ${tables.join(', ')}, ${grouped(claimLines)} claim lines in ${claimsFiles.length} files`;
    }),
  ];
}

function wholeNumber(text: string): number {
  if (!/^[0-9]{1,9}$/.test(text)) throw new InvalidArgumentError('It must be a whole number.');
  return Number(text);
}
