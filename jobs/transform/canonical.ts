import type { EntityColumn } from '../../model/types';
import type { Dialect } from '../warehouse/dialect';
import { select } from '../warehouse/named-columns';

/** What a value with several spellings identifies: see `canonical` of a column. */
export type CanonicalForm = NonNullable<EntityColumn['canonical']>;

/**
 * TEXT that is equal for every spelling of one id or code. An ICD-10 code is the same with or without its point, which always stands behind
 * the third character. A CPT code has its zeros since landing. An id is the same in any case and with blanks at its end, as MySQL's usual
 * collations compare it; where two keys differ in that alone, `sharedSpelling` keeps them two.
 */
export function canonical(form: CanonicalForm, text: string): string {
  switch (form) {
    case 'icd10':
      return `upper(replace(trim(${text}), '.', ''))`;
    case 'cpt':
      return `upper(trim(${text}))`;
    case 'id':
      return `upper(rtrim(${text}, ' '))`;
  }
}

/**
 * Select of `hospital_id`, `canonical_id` and `spelling`: the spelling of each id of a dimension, for references that are spelled otherwise.
 * Where the source has two ids that differ in case or blanks alone, there is none: a reference finds only its own spelling. An id
 * that was written in another way has one spelling, the current one: to most sources it is the same id still.
 * @param among a select of canonical forms: no other id is looked at. @default every id
 */
export function sharedSpelling(dialect: Dialect, dimension: string, id: string, among?: string): string {
  const form = canonical('id', dialect.identifier(id));
  const spelling = dialect.identifier(id);
  const current = `case when is_current then ${spelling} end`;
  return select(dialect, {
    columns: {
      hospital_id: 'hospital_id',
      canonical_id: form,
      spelling: `coalesce(min(${current}), min(${spelling}))`,
    },
    from: `
      from ${dimension} d where ${spelling} is not null${among === undefined ? '' : ` and ${form} in (${among})`} group by hospital_id, ${form}
      having count(distinct ${current}) = 1 or count(distinct ${spelling}) = 1`,
  });
}
