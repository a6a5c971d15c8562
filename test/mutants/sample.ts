import { isObject, type Json } from '../../compliance/arguments/attribute';
import type { EstateUnderTest } from './estate-under-test';
import { type Mutant, mutantsOf, type Written } from './mutants-of';

/** A mutant with the environment that it is of. */
export interface SampledMutant extends Mutant {
  readonly estate: EstateUnderTest;
}

/** Text that says the same in each environment and hospital. */
function general(text: string): string {
  return text
    .replaceAll(/(sunrise-)?(rcm-)?\b(dev|prod|test)\b/g, '*')
    .replaceAll(/hospital[-_][a-z]\b|_[0-9A-F]{8}\b|\b\d{12}\b/g, '*');
}

/** Arguments that tell what a resource is for, where many have the same form. */
const TELLING = ['role', 'service', 'direction', 'data_class', 'type', 'action', 'condition'];

/** The form of a resource: which arguments it sets, switches and words among their values, but no names and numbers. */
function formOf({ type, body }: Written): string {
  const form = (value: Json, key: string): Json => {
    if (Array.isArray(value)) return [...new Set(value.map((each) => JSON.stringify(form(each, key))))].sort();
    if (isObject(value)) {
      const entries = Object.entries(value).filter(
        ([each]) => !['//', 'depends_on', 'content', 'schema'].includes(each),
      );
      return Object.fromEntries(entries.map(([each, inner]) => [each, form(inner, each)]));
    }
    if (typeof value === 'string') return TELLING.includes(key) || /^[A-Z_]+$/.test(value) ? general(value) : 'text';
    return typeof value === 'number' ? 'number' : value;
  };
  return `${type} ${JSON.stringify(form(body, ''))}`;
}

/** What a resource is called, the same in each environment. */
function nameOf({ body }: Written): string {
  return general(String(body['name'] ?? body['display_name'] ?? body['service'] ?? body['email'] ?? ''));
}

/**
 * One mutant for each way to weaken each form of a resource: of a hundred tables that are built alike the first stands for all. What is
 * gone, and what is taken out of a list or a filter, is listed by its name. Production comes first, and apart from the rest.
 */
export function sampleOf(
  estates: readonly EstateUnderTest[],
  changesOf: (written: Written) => readonly Mutant[] = mutantsOf,
): SampledMutant[] {
  const sampled = new Map<string, SampledMutant>();
  for (const estate of estates) {
    for (const written of estate.written()) {
      const form = formOf(written);
      for (const mutant of changesOf(written)) {
        const which = mutant.what === 'gone' ? '' : form;
        const key = `${estate.beforeProduction} ${weakeningOf(mutant)} ${which}`;
        if (!sampled.has(key)) sampled.set(key, { ...mutant, estate });
      }
    }
  }
  return [...sampled.values()];
}

/** Names that a reader would give to resources that look alike and mean the opposite. */
function kindOf(mutant: Mutant): string {
  if (mutant.what === 'gone' || mutant.of.type === 'google_monitoring_alert_policy') return nameOf(mutant.of);
  const { type, body } = mutant.of;
  return type === 'google_compute_firewall' ? `${body['deny'] ? 'deny' : 'allow'} ${body['direction']}` : '';
}

/** How a mutant is called in the list of what is not reported: `type.argument: what was done`, and to which kind of resource. */
export function weakeningOf(mutant: Mutant): string {
  const kind = kindOf(mutant);
  return `${mutant.place}: ${general(mutant.what)}${kind === '' ? '' : ` (${kind})`}`;
}
