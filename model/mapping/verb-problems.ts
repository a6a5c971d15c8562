import type { ProblemCode } from '../problems';
import type { Entity, EntityColumn } from '../types';
import type { ColumnMapping } from './mapping-spec';

interface VerbProblem {
  readonly code: ProblemCode;
  readonly path: readonly string[];
  readonly message: string;
}
type Verb = keyof Exclude<ColumnMapping, string>;

const ORIGINS = ['column', 'concat', 'coalesce', 'constant', 'absent'] as const;
const VERBS = ['split', 'trim', 'stripPrefix', 'case', 'padTo', 'values', 'format', 'scale', 'zone'] as const;

/** Which verbs a column cannot have: each would lose something that the platform promises, such as exact sums or keys of their own. */
export function verbProblems(entity: Entity, column: EntityColumn, from: ColumnMapping): VerbProblem[] {
  if (typeof from === 'string') return [];
  const origins = originsOf(from);
  if (origins.length !== 1) {
    const message = `${origins.length === 0 ? 'nothing' : origins.join(' and ')} is given; there are ${ORIGINS.join(', ')}`;
    return [{ code: 'MAPPING_ORIGIN_INVALID', path: [], message }];
  }
  const isKey = entity.key.includes(column.name);
  const isMoney = column.unit === 'usd';
  const isCursor = entity.cursor === column.name;
  const isTime = column.type === 'DATE' || column.type === 'TIMESTAMP';
  const hasText = from.constant === undefined && from.absent === undefined;
  const problems: VerbProblem[] = [];
  const refuse = (verb: Verb, unless: boolean, message: string) => {
    if (from[verb] !== undefined && !unless) problems.push({ code: 'MAPPING_VERB_UNSUITED', path: [verb], message });
  };
  for (const verb of [...VERBS, 'otherwise'] as const)
    refuse(verb, hasText, 'a column without a source column has no text to change');
  refuse('absent', !isKey && column.presence !== 'required', 'a row without a value here is held; name a column');
  refuse('constant', !isKey || entity.key.length > 1, 'all rows would have one key');
  refuse('format', isTime, 'only a day or a time has a format');
  refuse('zone', isTime, 'only a day or a time has a zone');
  refuse('scale', column.type === 'NUMERIC', 'only an amount has a scale');
  for (const verb of ['case', 'padTo'] as const)
    refuse(verb, column.type === 'STRING', 'only a text can be changed so');
  for (const verb of ['values', 'split', 'coalesce', 'case'] as const)
    refuse(verb, !isKey, 'two values could become one key');
  refuse('otherwise', from.values !== undefined, 'it says what becomes of what `values` does not have');
  for (const verb of ['concat', 'coalesce', 'split', 'values', 'padTo'] as const)
    refuse(verb, !isMoney, 'the source could not add up these amounts exactly');
  for (const verb of ['concat', 'coalesce', 'constant', 'split', 'values', 'trim', 'stripPrefix'] as const)
    refuse(verb, !isCursor || entity.origin !== 'emr', 'the source compares and orders the cursor itself');
  if (from.constant !== undefined && !isConstantOf(column, String(from.constant)))
    problems.push({ code: 'MAPPING_VERB_INVALID', path: ['constant'], message: `not a value of type ${column.type}` });
  if (from.concat?.every((part) => typeof part === 'string' && !/[\p{L}\p{N}]/u.test(part)))
    problems.push({ code: 'MAPPING_VERB_INVALID', path: ['concat'], message: 'no part names a column' });
  if (from.values !== undefined && Object.keys(from.values).join() === 'lookup')
    problems.push({ code: 'LOOKUP_UNREAD', path: ['values', 'lookup'], message: 'the file has not been read' });
  return problems;
}

function originsOf(from: Exclude<ColumnMapping, string>): string[] {
  return ORIGINS.filter((origin) => from[origin] !== undefined);
}

/** Whether a constant is one that landing can read. */
function isConstantOf({ type }: EntityColumn, text: string): boolean {
  switch (type) {
    case 'NUMERIC':
      return /^-?[0-9]{1,20}([.][0-9]{1,9})?$/.test(text);
    case 'INT64':
      return /^-?[0-9]{1,18}$/.test(text);
    case 'BOOL':
      return /^(true|false|0|1)$/.test(text);
    case 'DATE':
      return /^[0-9]{4}-[0-9]{2}-[0-9]{2}$/.test(text) && !Number.isNaN(Date.parse(text));
    case 'TIMESTAMP':
      return /^[0-9]{4}-[0-9]{2}-[0-9]{2} [0-9]{2}:[0-9]{2}(:[0-9]{2})?$/.test(text) && !Number.isNaN(Date.parse(text));
    default:
      return true;
  }
}
