import type { ProblemCode } from './problems';
import type { Entities } from './types';

/** The parts of a hospital that say where its EMR is. Any of them may be missing, or of another type. */
interface EmrPlace {
  readonly emr?: unknown;
  readonly tables?: readonly string[];
  readonly feeds?: readonly (
    | { readonly table?: string; readonly content?: unknown; readonly lines?: unknown }
    | undefined
  )[];
}

interface EmrProblem {
  readonly code: ProblemCode;
  readonly path: readonly (string | number)[];
  readonly message: string;
}

/** What is wrong with where a hospital's EMR is: a database, files, or some tables in each. */
export function emrProblems({ entities }: Entities, { emr, tables = [], feeds = [] }: EmrPlace): EmrProblem[] {
  const originOf = (name: unknown) => entities.find((entity) => entity.name === name)?.origin;
  const origins = feeds.map((each) => originOf(each?.table));
  // A table that the model does not have is a problem of its own, and may be meant as one of the EMR.
  const isExported = origins.some((origin) => origin === 'emr' || origin === undefined);
  return [
    ...(emr === undefined && !isExported
      ? [missing(['emr'], 'there is neither a database nor a table that comes as files')]
      : []),
    ...(emr === undefined && isExported && tables.length > 0
      ? [missing(['emr'], `${tables.join(', ')} would be read from a database`)]
      : []),
    ...(emr !== undefined && tables.length === 0
      ? [{ code: 'FIELD_INVALID' as const, path: ['tables'], message: 'there must be at least 1' }]
      : []),
    ...feeds.flatMap((each, index) => {
      if (origins[index] === 'emr') return exportProblems(each, index);
      return origins[index] === undefined ? [] : contentProblems(each, ['feeds', index]);
    }),
  ];
}

/** Only the EMR says which rows it has; a month of claims is never all of them. */
export function contentProblems(
  feed: { readonly content?: unknown } | undefined,
  path: readonly (string | number)[],
): EmrProblem[] {
  if (feed?.content === undefined) return [];
  const message = 'only a table of an EMR is exported whole or by its changes';
  return [{ code: 'CONTENT_UNSUITED', path: [...path, 'content'], message }];
}

function exportProblems(feed: NonNullable<EmrPlace['feeds']>[number], index: number): EmrProblem[] {
  const table = feed?.table ?? '';
  return [
    ...(feed?.content === undefined
      ? [missing(['feeds', index, 'content'], `say whether a file of ${table} is the full table or its changes`)]
      : []),
    ...(feed?.lines === undefined
      ? []
      : [
          {
            code: 'LINES_UNSUITED' as const,
            path: ['feeds', index, 'lines'],
            message: `an export of ${table} has one row for each key`,
          },
        ]),
  ];
}

function missing(path: readonly (string | number)[], message: string): EmrProblem {
  return { code: 'FIELD_MISSING', path, message };
}
