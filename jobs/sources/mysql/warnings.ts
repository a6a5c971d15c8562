import { JobError } from '../../errors';
import type { SourceConnection } from './connect';

/** Warnings by which the server says that it sent another value than it holds, by error number. */
const LOST: Readonly<Record<string, string>> = {
  1300: 'a text that is not of its character set',
  1301: 'a value longer than max_allowed_packet, sent as NULL',
  1366: 'a text that cannot be converted',
  1977: 'a character that cannot be converted',
  3854: 'a text that cannot be converted',
};

/**
 * Reads the warnings of the statement that has just ended. Most say nothing about the values that arrived, such as those of a view's own
 * arithmetic; those that do fail the read, because nothing else would show the difference.
 * @throws JobError `SOURCE_VALUE_LOST`, with the numbers of the warnings: their texts may quote values
 */
export async function checkWarnings(source: SourceConnection, where: string): Promise<void> {
  const counts = new Map<string, number>();
  for (const [, code] of await source.query('show warnings'))
    if (code && code in LOST) counts.set(code, (counts.get(code) ?? 0) + 1);
  if (counts.size === 0) return;
  const said = [...counts].map(([code, count]) => `warning ${code} ${count} time(s), ${LOST[code]}`);
  throw new JobError('SOURCE_VALUE_LOST', `${where}: ${said.join('; ')}`);
}
