import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { type Command, Option } from 'commander';
import {
  DEFAULT_FAIL_ON,
  lineageSection,
  outcomeOf,
  type Review,
  readEstate,
  renamedText,
  renderHtml,
  renderMarkdown,
  renderText,
  review,
  SEVERITIES,
  type Severity,
  toJson,
  toSarif,
} from '../../compliance';
import { localFolders } from '../../jobs/engines/embedded/local-folders';
import { type EnvironmentCommandOptions, withEnvironment, withExamples } from '../environment/environment-options';
import { findEnvironment } from '../environment/find-environment';
import { data, say } from '../output/output';

const FORMATS = ['text', 'md', 'html', 'json', 'sarif'] as const;
type Format = (typeof FORMATS)[number];
interface Options extends EnvironmentCommandOptions {
  readonly from?: string;
  readonly format: Format;
  readonly out?: string;
  readonly asOf?: string;
  readonly failOn?: Severity;
}
const JSON_INDENT = 2;
/** 3: no finding fails, but part of the review stays unknown until the apply, which is not a pass. */
const EXIT_CODES = { compliant: 0, findings: 1, unknown: 3 } as const;

/** `rcm compliance`: findings and controls. Exit 1 for findings without an exception, 3 if the review stays unknown. */
export function define(command: Command): void {
  withEnvironment(command)
    .option('--from <path>', 'a cdktf.out folder, a cdk.tf.json, or terraform show -json of a plan')
    .addOption(new Option('--format <format>', 'how to print it').choices([...FORMATS]).default('text'))
    .option('--out <file>', 'write to a file instead of stdout')
    .addOption(
      new Option(
        '--fail-on <severity>',
        'lowest severity that fails (default as in synth: low in prod, otherwise high)',
      ).choices([...SEVERITIES]),
    )
    .option('--as-of <date>', 'day of the review, which decides whether exceptions have expired (default: today)')
    .action(compliance);
  withExamples(command, [
    'rcm compliance --env sunrise-prod',
    'rcm compliance --env sunrise-prod --format html --out compliance.html',
    'terraform show -json plan.out > plan.json && rcm compliance --from plan.json --json',
  ]);
}

async function compliance(options: Options): Promise<void> {
  const asOf = options.asOf ?? new Date().toISOString().slice(0, 10);
  const found =
    options.from === undefined
      ? await ownReview(options, asOf)
      : reviewOf(options.from, asOf, { environment: options.env, failOn: options.failOn });
  for (const each of found.renamed) say(renamedText(each));
  const text = rendered(found, options.json ? 'json' : options.format, titleOf(options.env));
  if (options.out === undefined) data(text);
  else write(options.out, text);
  process.exitCode = EXIT_CODES[outcomeOf(found)];
}

/** Reviews the environment's own stacks, and writes the reports for people beside the dashboard. */
async function ownReview(options: Options, asOf: string): Promise<Review> {
  const { name, spec, projectFolder, stateFolder } = await findEnvironment(options, say);
  const failOn = options.failOn ?? (spec.stage === 'prod' ? 'low' : undefined);
  const found = reviewOf(join(projectFolder, 'cdktf.out'), asOf, { environment: name, failOn });
  const { reports } = localFolders(stateFolder);
  for (const format of ['md', 'html'] as const)
    write(join(reports, `compliance.${format}`), rendered(found, format, titleOf(name)));
  return found;
}

interface Reviewed {
  readonly environment: string | undefined;
  readonly failOn: Severity | undefined;
}

function reviewOf(path: string, asOf: string, { environment, failOn = DEFAULT_FAIL_ON }: Reviewed): Review {
  return review(readEstate(path, environment === undefined ? {} : { environment }), { asOf, failOn });
}

function titleOf(environment: string | undefined): { title?: string } {
  return environment === undefined ? {} : { title: `Compliance of ${environment}` };
}

function write(file: string, text: string): void {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
  say(`report: ${file}`);
}

function rendered(found: Review, format: Format, title: { title?: string }): string {
  switch (format) {
    case 'json':
      return JSON.stringify(toJson(found), null, JSON_INDENT);
    case 'sarif':
      return JSON.stringify(toSarif(found), null, JSON_INDENT);
    case 'html':
      // Data lineage is known only for environments of this platform.
      return renderHtml(found, title.title === undefined ? {} : { ...title, sections: [lineageSection()] });
    case 'md':
      return renderMarkdown(found, title);
    case 'text':
      return renderText(found);
  }
}
