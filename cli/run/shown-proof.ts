import type { TableProof, TableProofs } from '../../jobs/run/prove-tables';
import { type Cell, textTable } from '../output/text-table';
import { asTyped } from '../output/typed-command';

/** Keys of a table that are shown; `--json` has all of them. */
const SHOWN_KEYS = 20;

/** A table of the counts, and below it the keys of the rows that differ. @param withKeys keys may identify a person, and what a container of the cloud prints is kept in logs */
export function proofText(proofs: readonly TableProof[], withKeys: boolean): string {
  const counts = textTable(['hospital', 'table', 'rows', 'missing', 'changed', 'gone', 'newer'], proofs.map(asCells));
  return [counts, ...(withKeys ? proofs.flatMap(keyLines) : [])].join('\n');
}

/** The same for a script. */
export function proofJson({ proofs, failures }: TableProofs, withKeys: boolean) {
  return {
    tables: proofs.map(({ hospitalId, table, missing, changed, gone, ...more }) => {
      const counts = { missing: missing.length, changed: changed.length, gone: gone.length };
      return { hospitalId, table, ...counts, ...more, ...(withKeys ? { keys: { missing, changed, gone } } : {}) };
    }),
    failures: failures.map(({ hospitalId, table, error }) => {
      const { code, detail, fix, retryable } = error;
      return { hospitalId, table, code, detail, fix: asTyped(fix), retryable };
    }),
  };
}

/** Each table that could not be compared, and each piece of advice once. */
export function failureLines(failures: TableProofs['failures']): string[] {
  const failed = failures.map(
    ({ hospitalId, table, error }) => `${hospitalId}.${table}: not compared: ${error.code}: ${error.detail}`,
  );
  return [...failed, ...new Set(failures.map(({ error }) => `-> ${error.code}: ${error.fix}`))];
}

/** Rows of it differ, beside those that the next run reads anyway. */
export function hasDifference({ missing, changed, gone }: TableProof): boolean {
  return missing.length + changed.length + gone.length > 0;
}

/** The keys of the rows that differ, a line each. */
export function keyLines({ hospitalId, table, missing, changed, gone }: TableProof): string[] {
  return Object.entries({ missing, changed, gone }).flatMap(([kind, keys]) => {
    const lines = keys.slice(0, SHOWN_KEYS).map((key) => `${kind}: ${hospitalId}.${table} ${key.join(' ')}`);
    return keys.length > SHOWN_KEYS ? [...lines, `${kind}: ${keys.length - SHOWN_KEYS} more, see --json`] : lines;
  });
}

function asCells({ hospitalId, table, rows, missing, changed, gone, newer }: TableProof): Cell[] {
  return [hospitalId, table, rows, missing.length, changed.length, gone.length, newer];
}
