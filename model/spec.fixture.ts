import { parseSpec } from './parse-spec';
import { SpecError, type SpecProblem } from './problems';

/** The environment's own part of a spec, valid. */
export const environment = {
  version: 1,
  environment: 'sunrise-dev',
  group: 'sunrise',
  stage: 'dev',
  project: 'sunrise-rcm-dev',
  region: 'us-central1',
  dailyRun: { localTime: '05:00', timeZone: 'America/Chicago' },
  buckets: { inbox: 'i', landing: 'l', archive: 'a', curated: 'c', code: 'o' },
};

/** A hospital's part of a spec, valid. */
export const hospital = {
  id: 'hospital-a',
  emr: { kind: 'mysql', host: '10.20.0.5', database: 'hospital_a_db', user: 'rcm_reader' },
  tables: ['patients'],
};

type Schema = Parameters<typeof parseSpec>[0];

function found(schema: Schema, input: unknown): readonly SpecProblem[] {
  try {
    parseSpec(schema, input);
  } catch (error) {
    if (error instanceof SpecError) return error.problems;
    throw error;
  }
  return [];
}

/** `path: message` of every problem. */
export function problems(schema: Schema, input: unknown): string[] {
  return found(schema, input).map(({ path, message }) => `${path}: ${message}`);
}

/** Codes of the problems, each once, sorted. */
export function codes(schema: Schema, input: unknown): string[] {
  return [...new Set(found(schema, input).map(({ code }) => code))].sort();
}

/** `code path` of every problem. */
export function placed(schema: Schema, input: unknown): string[] {
  return found(schema, input).map(({ code, path }) => `${code} ${path}`);
}

/** `lines` of a feed. A literal with `then` looks like a promise to the linter. */
export const lines = (by: readonly string[], then: string) =>
  Object.fromEntries([
    ['by', by],
    ['then', then],
  ]);
