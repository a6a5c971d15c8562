import { COMMAND_ERRORS } from './command-errors';
import { CONSTRUCT_ERRORS } from './construct-errors';
import { PROBLEMS } from './environment-errors';
import type { ErrorEntry } from './error-entry';
import { JOB_ERRORS } from './job-errors';
import { COMPLIANCE_ERRORS } from './review-errors';
import { SAMPLE_ERRORS } from './sample-errors';

/** Every table of errors, by where its codes are met. To add a code, add a line to its table; to add a table, add it here. */
export const ERROR_TABLES = {
  step: JOB_ERRORS,
  environment: PROBLEMS,
  construct: CONSTRUCT_ERRORS,
  command: COMMAND_ERRORS,
  sample: SAMPLE_ERRORS,
  review: COMPLIANCE_ERRORS,
} as const;

type Tables = typeof ERROR_TABLES;
type CodesOf<Area extends keyof Tables> = keyof Tables[Area];
export type ErrorCode = { [Area in keyof Tables]: CodesOf<Area> }[keyof Tables];
/** Codes of one table that another table also has. */
type Repeated = {
  [Area in keyof Tables]: CodesOf<Area> &
    { [Other in keyof Tables]: Other extends Area ? never : CodesOf<Other> }[keyof Tables];
}[keyof Tables];

/**
 * What holds for each code, of every table. A code that two tables define has no single advice: this does not compile then, and the
 * compiler names the code.
 */
export const ERRORS: Readonly<Record<ErrorCode, ErrorEntry> & Record<Repeated, 'defined in two tables'>> = {
  ...JOB_ERRORS,
  ...PROBLEMS,
  ...CONSTRUCT_ERRORS,
  ...COMMAND_ERRORS,
  ...SAMPLE_ERRORS,
  ...COMPLIANCE_ERRORS,
};
