import type { Entity } from '../../model/types';
import { DELIVERY_HELD } from '../transform/held-deliveries';
import { CONFLICTING_ROWS, DISCARDED, LINE_RULES } from '../transform/row-rules';

/** Rules that are about no column. */
const OTHERS: Readonly<Record<string, string>> = {
  [CONFLICTING_ROWS]: 'Another row of its key in the same delivery says something else.',
  [DELIVERY_HELD]: 'It breaks no rule; too many other rows of its delivery do, and the delivery is held as a whole.',
  [DISCARDED]: 'It breaks no rule any more, and a person has discarded it.',
  line_broken_quote: 'The line has a quote that does not end, or text behind the end of one.',
  line_field_count: 'The line has more or fewer fields than the header.',
  line_encoding: 'The line is not text in the encoding of its feed.',
  line_like_footer: 'The line begins like a footer of its file, and has the fields of a row.',
  ambiguous_dates:
    'A day is another one when day and month change places, and no row of its file says which comes first.',
  mixed_spellings: 'Days of one column are written in two ways.',
  null_text: 'A word, such as NULL or N/A, says that there is no value.',
  fewer_lines: 'The claim has fewer lines than it had in an earlier delivery.',
  line_cell_error: 'A cell of the row holds an error of the workbook, such as #N/A, or a date that does not exist.',
};

/** Rules about a column, by what stands before its name. */
const OF_COLUMNS: Readonly<Record<string, (column: string, entity: Entity) => string>> = {
  required: (column) => `${column} has no value, and every row must have one.`,
  unreadable: (column, entity) => `${column} is not of its type, ${typeOf(entity, column)}.`,
  mixed_amounts: (column) =>
    `${column} has a comma before the cents elsewhere in this file, so a point may stand between thousands.`,
  mixed_dates: (column) => `Days and months change places within ${column} of this file, so no day of it is sure.`,
  unmapped: (column) => `${column} has a value that the mapping of its hospital does not have.`,
  unmapped_kept: (column) => `${column} has a value that the mapping does not have; another stands for it, or itself.`,
  scientific_notation: (column) => `${column} is an id in scientific notation: a spreadsheet has rounded it.`,
};

/** What a rule of an entity says, one sentence for people. */
export function ruleWords(entity: Entity, ruleId: string): string {
  const listed = entity.quality.find(({ id }) => id === ruleId);
  if (listed) return listed.description;
  const [kind = '', column = ''] = ruleId.split(':');
  return OF_COLUMNS[kind]?.(column, entity) ?? OTHERS[ruleId] ?? 'The model no longer has this rule.';
}

/**
 * Why no word of a person can release a row: history has a place only for rows whose values it can hold. null: it can be released.
 * A value that is not of its type, or that its map does not have, was not taken over, so a release would lose it; a rounded id is that of
 * somebody else.
 */
export function whyNotReleasable(ruleIds: readonly string[]): string | null {
  const lost = ruleIds.filter((rule) =>
    /^(required|unreadable|mixed_amounts|mixed_dates|scientific_notation|unmapped):/.test(rule),
  );
  if (lost.length > 0) return `it lacks a value that history needs (${lost.join(', ')})`;
  if (ruleIds.includes(DELIVERY_HELD))
    return 'its whole delivery is held: release or discard the broken rows of the delivery, or raise maximumQuarantinedShare, and the next run frees it';
  if (ruleIds.some((rule) => rule.startsWith(LINE_RULES)))
    return 'it is a line of a file that could not be read as a row';
  return null;
}

function typeOf({ columns }: Entity, name: string): string {
  return columns.find((column) => column.name === name)?.type ?? 'another';
}
