import { attribute, isObject, type Json, type JsonObject, strings } from '../../arguments/attribute';
import type { Estate } from '../../estate/estate';
import { isPhiColumn } from '../../rule-parts/phi-columns';
import type { ResourceRule } from '../../verdicts/rule';

function fieldsOf(schema: string): readonly JsonObject[] | 'unknown' {
  try {
    const parsed: Json = JSON.parse(schema);
    const fields: Json = isObject(parsed) ? (parsed['fields'] ?? []) : parsed;
    return Array.isArray(fields) ? fields.filter(isObject) : 'unknown';
  } catch {
    return 'unknown';
  }
}

function hasPolicyTag(field: JsonObject): boolean {
  const names = strings(attribute(field, 'policyTags', 'names'));
  return names === 'unknown' || names.some((name) => name !== '');
}

/** Dotted names of the PHI columns without a tag. The leaves of a RECORD are tagged, not the record. */
function untagged(estate: Estate, tableId: string, fields: readonly JsonObject[], prefix: string): string[] {
  return fields.flatMap((field) => {
    const name = String(field['name']);
    const nested = field['fields'];
    if (Array.isArray(nested)) return untagged(estate, tableId, nested.filter(isObject), `${prefix}${name}.`);
    return isPhiColumn(estate, tableId, name) && !hasPolicyTag(field) ? [`${prefix}${name}`] : [];
  });
}

export const columnPolicyTags: ResourceRule = {
  id: 'bigquery-column-policy-tags',
  title: 'Every PHI column has a policy tag',
  severity: 'high',
  controls: ['164.502(b)', '164.514(d)', '164.312(a)(1)'],
  why: 'Without a tag, every reader of the table reads the column unmasked.',
  fix: 'Give the column a policyTags entry in the schema.',
  resourceTypes: ['google_bigquery_table'],
  check({ attributes }, estate) {
    // A view takes its schema from its query; its base tables carry the tags.
    const isView = ['view', 'materialized_view'].some((name) => attribute(attributes, name) !== undefined);
    const schema = attribute(attributes, 'schema');
    if (isView || schema === undefined) return 'not_applicable';
    // An expression inside the text is a tag's name; around it, the columns themselves are computed.
    const fields = typeof schema === 'string' && !schema.startsWith('${') ? fieldsOf(schema) : 'unknown';
    if (fields === 'unknown') return fields;
    const names = untagged(estate, String(attributes['table_id']), fields, '');
    return names.map((name) => ({ attribute: `schema.${name}`, message: `column ${name} has no policy tag` }));
  },
};
