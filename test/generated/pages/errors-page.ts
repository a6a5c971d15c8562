import { table } from '../../../cli/output/markdown-table';
import { EXCEPTION_PROBLEMS } from '../../../compliance/review/exceptions';
import type { ErrorEntry } from '../../../model/errors/error-entry';
import { ERROR_TABLES } from '../../../model/errors/registry';

/** Title and introduction of each table of errors; a table without them does not compile. */
const SECTIONS: Readonly<Record<keyof typeof ERROR_TABLES, readonly [title: string, introduction: string]>> = {
  step: [
    'When a step fails',
    "The terminal, the run's log and `ops.steps` show the code. `then`: what to type once the advice was followed, as the run prints it with its own sources and options. `resume`: the run goes on where it failed. `new run`: a resumed run would end in the same way.",
  ],
  environment: [
    'When an environment is invalid',
    'Reported before anything is written, every problem at once, with the place of each in the environment file.',
  ],
  construct: [
    'When a construct is used wrongly',
    'Thrown while synthesizing, by a construct that is used alone or in a stack. Constructs also throw `KEY_LOCATION_DIFFERS`, `AIRFLOW_SIZE_REFUSED` and `AIRFLOW_VERSION_REFUSED` of the table above.',
  ],
  command: ['When a command fails', 'A command can also end with a code of the other tables.'],
  sample: ['When the sample is refused', '`rcm sample` reports these before it writes a file.'],
  review: [
    'When a review stops',
    '`REVIEW_FINDINGS` ends synthesizing; the other codes name input that cannot be reviewed.',
  ],
};

/** Every code that a reader may meet, where it is met, and what to do. */
export function errorsPage(): string {
  const sections = (Object.keys(SECTIONS) as (keyof typeof SECTIONS)[]).flatMap((area) => {
    const [title, introduction] = SECTIONS[area];
    return [`## ${title}`, introduction, errorTable(ERROR_TABLES[area], area === 'step')];
  });
  const exceptions = Object.entries(EXCEPTION_PROBLEMS).map(([id, what]) => [`\`${id}\``, what]);
  return `${[
    '# Errors',
    'Every error code, by where it appears. Scripts should branch on codes: wordings change, codes stay.',
    '`retried`: Airflow and `rcm run` run the step again by themselves. `exit`: the exit code of the command that ends with it, 1 failed, 2 wrong usage or configuration.',
    ...sections,
    'An invalid exception is a finding of severity high:',
    table(['finding', 'what to do'], exceptions),
  ].join('\n\n')}\n`;
}

function errorTable(errors: Readonly<Record<string, ErrorEntry>>, ofSteps: boolean): string {
  return table(
    ['code', 'retried', ...(ofSteps ? ['then'] : []), 'exit', 'what to do'],
    Object.entries(errors).map(([code, entry]) => [
      `\`${code}\``,
      entry.retryable ? 'yes' : 'no',
      ...(ofSteps ? [thenOf(entry)] : []),
      String(entry.exitCode),
      entry.fix,
    ]),
  );
}

function thenOf({ next, newRunWith, resumeWith }: ErrorEntry): string {
  const begun = newRunWith === undefined ? next : `${next} with \`${newRunWith}\``;
  return resumeWith === undefined ? begun : `${begun}, or resume with \`${resumeWith}\``;
}
