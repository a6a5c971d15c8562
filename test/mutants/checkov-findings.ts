import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { engineVersion } from '../engines/available';
import { allMutants } from './all-mutants';
import { checkovOver } from './checkov-run';
import { keyOf } from './outcomes';
import { weakeningOf } from './sample';

/** Below the root of the project: a run of Checkov takes minutes, so what it found is committed. */
export const CHECKOV_FILE = 'test/mutants/checkov-found.json';

/** What Checkov found in the mutants. */
export interface CheckovFound {
  readonly version: string;
  /** By the key of an outcome: the checks that fail in a mutant and not in its original, and for how many mutants. */
  readonly found: Readonly<Record<string, { readonly checks: readonly string[]; readonly mutants: number }>>;
}

/** What is committed. */
export function readCheckovFound(): CheckovFound {
  return JSON.parse(readFileSync(join(__dirname, '..', '..', CHECKOV_FILE), 'utf8')) as CheckovFound;
}

/** Runs Checkov over all mutants and writes down what it found: one line for each way to weaken. */
export async function checkovFile(): Promise<string> {
  const { mutants } = allMutants();
  const checksOf = await checkovOver(mutants);
  const found = new Map<string, { checks: Set<string>; mutants: number }>();
  mutants.forEach((mutant, index) => {
    const checks = checksOf.get(index);
    if (!checks) return;
    const key = keyOf({ weakening: weakeningOf(mutant), beforeProduction: mutant.estate.beforeProduction });
    const so = found.get(key) ?? { checks: new Set(), mutants: 0 };
    found.set(key, { checks: new Set([...so.checks, ...checks]), mutants: so.mutants + 1 });
  });
  const sorted = [...found].sort(([one], [other]) => (one < other ? -1 : 1));
  const lines = sorted.map(
    ([key, { checks, mutants: count }]) =>
      `    ${JSON.stringify(key)}: ${JSON.stringify({ checks: [...checks].sort(), mutants: count })}`,
  );
  return `{\n  "version": ${JSON.stringify(engineVersion('checkov'))},\n  "found": {\n${lines.join(',\n')}\n  }\n}\n`;
}
