import type { Outcome } from './outcomes';

/** Weakenings that no rule reports, and why that is acceptable. */
export interface Accepted {
  /** Why nothing that a rule asks is weakened, for a reader of the page. */
  readonly reason: string;
  /** Each `type.argument`, or `type.argument: what is done`; a `*` stands for any text. */
  readonly weakenings: readonly string[];
  /** Only in an environment without patients' data; in production it is reported. @default false */
  readonly beforeProduction?: boolean;
}

function fits(pattern: string, weakening: string): boolean {
  const text = pattern.replaceAll(/[.+?^${}()|[\]\\]/g, '\\$&').replaceAll('*', '.*');
  return new RegExp(pattern.includes(': ') ? `^${text}$` : `^${text}: `).test(weakening);
}

/** Whether this pattern of this entry is about the outcome. */
export function accepts(entry: Accepted, pattern: string, outcome: Outcome): boolean {
  return (entry.beforeProduction !== true || outcome.beforeProduction) && fits(pattern, outcome.weakening);
}

/** The entry that accepts the outcome; undefined: none does. */
export function acceptanceOf(list: readonly Accepted[], outcome: Outcome): Accepted | undefined {
  return list.find((entry) => entry.weakenings.some((pattern) => accepts(entry, pattern, outcome)));
}

/** Patterns that accept nothing any more, one line each. */
export function needless(list: readonly Accepted[], unreported: readonly Outcome[]): string[] {
  return list.flatMap((entry) =>
    entry.weakenings
      .filter((pattern) => !unreported.some((outcome) => accepts(entry, pattern, outcome)))
      .map((pattern) => `${pattern} (${entry.reason.slice(0, 60)})`),
  );
}
