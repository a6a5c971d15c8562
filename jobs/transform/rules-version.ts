import { createHash } from 'node:crypto';
import type { Entity } from '../../model/types';

/** Version of an entity's error rules, twelve hexadecimal digits: another when a rule, or a column that rules are made from, has changed. */
export function rulesVersion({ columns, quality }: Entity): string {
  const rules = {
    columns: columns.map(({ name, type, presence }) => [name, type, presence === 'required']),
    errors: quality.filter(({ severity }) => severity === 'error').map(({ id, check }) => [id, check]),
  };
  return createHash('sha256').update(JSON.stringify(rules)).digest('hex').slice(0, 12);
}
