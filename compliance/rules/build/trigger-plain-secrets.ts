import { attribute, blocks, isObject, isUnknown, type Json, strings } from '../../arguments/attribute';
import { holdsSecret, looksSecret } from '../../rule-parts/looks-secret';
import type { ResourceRule } from '../../verdicts/rule';
import type { Defect } from '../../verdicts/verdict';

/** `NAME=value` of a step; a value that is a substitution is judged where that is set. */
function fromVariable(text: string): boolean {
  const at = text.indexOf('=');
  const value = text.slice(at + 1);
  return at > 0 && !value.startsWith('$') && looksSecret(text.slice(0, at), value);
}

function listed(value: Json | undefined): readonly string[] {
  const found = strings(value);
  return found === 'unknown' ? [] : found.filter((each) => !isUnknown(each));
}

export const triggerPlainSecrets: ResourceRule = {
  id: 'build-trigger-plain-secrets',
  title: 'Builds read secrets from Secret Manager, never as text',
  severity: 'high',
  controls: ['164.308(a)(5)(ii)(D)', '164.312(d)'],
  why: 'Substitutions and scripts appear in every log and description of the build.',
  fix: 'Use build.available_secrets and secret_env.',
  resourceTypes: ['google_cloudbuild_trigger'],
  check({ attributes }) {
    const defects: Defect[] = [];
    const builds = blocks(attributes, 'build');
    if (builds === 'unknown') return builds;
    const places: readonly (readonly [string, Json | undefined])[] = [
      ['substitutions', attributes['substitutions']],
      ['build.substitutions', attribute(builds, 'substitutions')],
    ];
    for (const [argument, values] of places) {
      for (const [name, value] of Object.entries(isObject(values) ? values : {})) {
        if (isUnknown(value) || !looksSecret(name, value)) continue;
        defects.push({ attribute: argument, message: `${name} holds what looks like a secret, as text` });
      }
    }
    if (listed(attribute(builds, 'options', 'env')).some(fromVariable)) {
      defects.push({ attribute: 'build.options.env', message: 'a variable holds what looks like a secret, as text' });
    }
    const steps = blocks(builds, 'step');
    if (steps === 'unknown') return defects.length > 0 ? defects : steps;
    for (const step of steps) {
      if (listed(step['env']).some(fromVariable)) {
        defects.push({ attribute: 'build.step.env', message: 'a variable holds what looks like a secret, as text' });
      }
      for (const name of ['script', 'args']) {
        if (!listed(step[name]).some(holdsSecret)) continue;
        defects.push({ attribute: `build.step.${name}`, message: 'the text holds a key or token' });
      }
    }
    return defects;
  },
};
