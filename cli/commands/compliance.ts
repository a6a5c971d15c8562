import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Command, Option } from 'commander';
import { passes, type Review, readEstate, renderMarkdown, renderText, review, toJson } from '../../compliance';
import { localFolders } from '../../jobs/local-folders';
import { findEnvironment } from '../environment';
import { type EnvironmentCommandOptions, withEnvironment, withExamples } from '../options';
import { data, say } from '../output';

type Format = 'text' | 'md' | 'json';
interface Options extends EnvironmentCommandOptions {
  readonly from?: string;
  readonly format: Format;
  readonly asOf?: string;
}

/** `rcm compliance`: findings and controls; a high finding without an exception makes exit 1. */
export function define(command: Command): void {
  withEnvironment(command)
    .option('--from <path>', 'a cdktf.out folder, a cdk.tf.json, or terraform show -json of a plan')
    .addOption(new Option('--format <format>', 'how to print it').choices(['text', 'md', 'json']).default('text'))
    .option('--as-of <date>', 'day of the review, for exceptions that expire (default: today)')
    .action(compliance);
  withExamples(command, [
    'rcm compliance --env sunrise-prod',
    'rcm compliance --env sunrise-prod --format md > compliance.md',
    'terraform show -json plan.out > plan.json && rcm compliance --from plan.json --json',
  ]);
}

async function compliance(options: Options): Promise<void> {
  const asOf = options.asOf ?? new Date().toISOString().slice(0, 10);
  const found = options.from === undefined ? await ownReview(options, asOf) : reviewOf(options.from, asOf, options.env);
  data(rendered(found, options.json ? 'json' : options.format));
  if (!passes(found)) process.exitCode = 1;
}

/** The environment's own stacks; the report for people is kept beside the dashboard. */
async function ownReview(options: Options, asOf: string): Promise<Review> {
  const { name, projectFolder, stateFolder } = await findEnvironment(options, say);
  const found = reviewOf(join(projectFolder, 'cdktf.out'), asOf, name);
  const { reports } = localFolders(stateFolder);
  mkdirSync(reports, { recursive: true });
  const file = join(reports, 'compliance.md');
  writeFileSync(file, renderMarkdown(found, { title: `Compliance of ${name}` }));
  say(`report: ${file}`);
  return found;
}

function reviewOf(path: string, asOf: string, environment: string | undefined): Review {
  return review(readEstate(path, environment === undefined ? {} : { environment }), { asOf });
}

function rendered(found: Review, format: Format): string {
  if (format === 'json') return JSON.stringify(toJson(found), null, 2);
  return format === 'md' ? renderMarkdown(found) : renderText(found);
}
