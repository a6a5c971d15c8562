import type { StepKind } from '../../../model/graph';

/** Kills of one project before a run is left in peace. */
export const KILLS_OF_CHAIN = 5;

/** A place in a run where it is killed: anywhere in a step of a kind, or at what matters in it. */
export interface Moment {
  readonly name: string;
  /** null: before the first step. */
  readonly kind: StepKind | null;
  /** What the names of its operations contain; one of the first `upTo` is chosen. @default every operation of the step */
  readonly matching?: { readonly text: string; readonly upTo: number };
}

const anywhere = (kind: StepKind): Moment => ({ name: kind, kind });
const at = (name: string, kind: StepKind | null, text: string, upTo: number): Moment => ({
  name,
  kind,
  matching: { text, upTo },
});

/** Moves of files from the inbox, which come once for each file. */
export const ARCHIVE = at('the archive', 'load', '/lake/archive/', 3);

/** Every kind of step, and what must not be torn in it. */
export const MOMENTS: readonly Moment[] = [
  ARCHIVE,
  anywhere('begin'),
  anywhere('extract'),
  at('the manifest of a landing', 'extract', '_manifest.json', 2),
  anywhere('load'),
  at('the commits of a load', 'load', 'sql commit', 3),
  anywhere('check'),
  at('the commits of a check', 'check', 'sql commit', 2),
  anywhere('history'),
  at('what is known next', 'history', 'as known', 1),
  at('the commits of a history', 'history', 'sql commit', 2),
  anywhere('dimensions'),
  anywhere('facts'),
  anywhere('summaries'),
  anywhere('kpis'),
  anywhere('reconcile'),
  anywhere('report'),
  at('the files of a report', 'report', '/reports/', 6),
  anywhere('finish'),
  at('the opening of the warehouse', null, 'open ', 1),
];
