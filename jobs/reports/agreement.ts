import type { Agreement, ComparisonReport, FailureCause, SourceReport } from './run-report-data';

/** Judges the comparisons of a run and what its sources came to. */
export function agreement(
  comparisons: readonly ComparisonReport[],
  sources: readonly SourceReport[],
  failures: readonly FailureCause[],
): Agreement {
  const required = comparisons.filter((each) => each.required);
  const missing = required.filter(({ state }) => state === 'not compared');
  const differing = required.filter(({ state }) => state === 'differs');
  const counts = {
    ...{ expected: required.length, compared: required.length - missing.length, differing: differing.length },
  };
  const [cause] = failures;
  const of = (state: Agreement['state'], words: string): Agreement => ({ state, words, ...counts });
  if (required.length === 0) return of('bad', 'No totals were compared');
  const [difference] = differing;
  if (difference)
    return of(
      'bad',
      `${differing.length} of ${counts.expected} totals differ: ${difference.subject} of ${difference.hospital}`,
    );
  const [first] = missing;
  if (first) {
    const why = cause?.summary ?? `${first.table} of ${first.hospital}: ${first.reason}`;
    const words = `${counts.compared} of ${counts.expected} totals compared, ${missing.length} missing: ${why}`;
    return of(cause || counts.compared === 0 ? 'bad' : 'warning', words);
  }
  if (cause) return of('warning', `${counts.compared} totals agree, but a step failed: ${cause.summary}`);
  const silent = sources.find(({ readAt }) => readAt === null);
  if (silent)
    return of(
      'warning',
      `${counts.compared} totals agree, but nothing of ${silent.table} of ${silent.hospital} has come`,
    );
  return of('good', `Every total agrees (${counts.compared} comparisons)`);
}
