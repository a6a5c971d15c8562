import { COMMAND_ERRORS } from '../../../cli/command-errors';
import { COMPLIANCE_ERRORS } from '../../../compliance/errors';
import { EXCEPTION_PROBLEMS } from '../../../compliance/review/exceptions';
import { CONSTRUCT_ERRORS } from '../../../constructs/inputs/construct-error';
import { JOB_ERRORS } from '../../../jobs/errors';
import { PROBLEMS } from '../../../model/problems';
import { SAMPLE_ERRORS } from '../../../sample/errors';
import { GENERATED } from './generated';
import { table } from './table';

/** Codes without a table of their own: one class, one code. */
const USAGE = 'Do what the line after `->` says; `rcm COMMAND --help` shows options and examples.';
const SPEC_INVALID = 'Mend each problem that is listed below it, by its own code.';
const UNCODED = 'Set RCM_DEBUG=1 and run it again to see where it happened, and report it.';
const REVIEW_FINDINGS = 'Mend each, or make an exception: [reviewing](reviewing.md#exceptions).';

/** Every code that a reader may meet, where it is met, and what to do. */
export function errorsPage(): string {
  const steps = Object.entries(JOB_ERRORS).map(([code, { retryable, fix }]) => [code, retryable ? 'yes' : 'no', fix]);
  const commands = [
    ['USAGE', '2', USAGE],
    ['SPEC_INVALID', '2', SPEC_INVALID],
    ...Object.entries(COMMAND_ERRORS).map(([code, { exitCode, fix }]) => [code, String(exitCode), fix]),
    ...Object.entries(SAMPLE_ERRORS).map(([code, { fix }]) => [code, '2', fix]),
    ['UNCODED', '1', UNCODED],
  ];
  const reviews = [
    ['REVIEW_FINDINGS', REVIEW_FINDINGS],
    ...Object.entries(COMPLIANCE_ERRORS).map(([code, { fix }]) => [code, fix]),
  ];
  return `${[
    '# Errors',
    GENERATED,
    'Every code, by where it is met. Scripts go by codes: wordings change, codes do not.',
    '## When a step fails',
    "The code stands in the terminal, in the run's log and in `ops.steps`.",
    codeTable(['code', 'retried', 'what to do'], steps),
    '## When an environment is refused',
    'Before anything is written, every problem at once; exit code 2. The code and the place stand in the terminal.',
    codeTable(['code', 'what to do'], Object.entries(PROBLEMS)),
    '## When a construct is used wrongly',
    'Thrown while synthesizing, by a construct that is used alone or in a stack.',
    codeTable(['code', 'what to do'], Object.entries(CONSTRUCT_ERRORS)),
    '## When a command gives up',
    'A code of a step ends a command too, with exit code 1, or 2 where only another command line helps.',
    codeTable(['code', 'exit', 'what to do'], commands),
    '## When a review stops',
    'Findings while synthesizing end with exit code 1; what cannot be reviewed, with 2.',
    codeTable(['code', 'what to do'], reviews),
    'What is wrong with an exception is a finding of severity high:',
    codeTable(['finding', 'what to do'], Object.entries(EXCEPTION_PROBLEMS)),
  ].join('\n\n')}\n`;
}

function codeTable(head: readonly string[], rows: readonly (readonly string[])[]): string {
  return table(
    head,
    rows.map(([code, ...cells]) => [`\`${code}\``, ...cells]),
  );
}
