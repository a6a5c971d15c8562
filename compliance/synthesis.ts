import { attribute, blocks, isObject, type Json, type JsonObject } from './attribute';
import type { Exception, Resource, StackContent } from './resource';
import { referencesWithin } from './resource';

/** Arguments of Terraform itself: they say how to make the resource, not what it is. `//` is a comment. */
const META_ARGUMENTS = new Set(['//', 'lifecycle', 'depends_on', 'count', 'for_each', 'provider', 'provisioner']);

/** The providers' arguments that stand in for those a resource leaves out; the google provider without an alias. */
function providerArguments(document: JsonObject): JsonObject {
  const providers = attribute(document, 'provider', 'google');
  const list: readonly Json[] = Array.isArray(providers) ? providers : providers === undefined ? [] : [providers];
  const withoutAlias = list.filter(isObject).find((each) => each['alias'] === undefined);
  return withoutAlias ?? {};
}

function declaredExceptions(comment: Json | undefined, stack: string, address: string): Exception[] {
  const declared = attribute(comment, 'exceptions');
  const list: readonly Json[] = Array.isArray(declared) ? declared : [];
  const text = (value: Json | undefined): string => (typeof value === 'string' ? value : '');
  return list.filter(isObject).map((each) => ({
    ruleId: text(each['ruleId']),
    address: text(each['address']) || address,
    stack,
    reason: text(each['reason']),
    owner: text(each['owner']),
    expires: text(each['expires']),
  }));
}

/** A policy that `data.google_iam_policy` of the same document spells out: only Terraform's own computing stands between. */
function writtenPolicy(document: JsonObject, policyData: Json | undefined): Json | undefined {
  const [, name] = /^\$\{data\.google_iam_policy\.([\w-]+)\.policy_data\}$/.exec(String(policyData)) ?? [];
  const policy = name === undefined ? undefined : attribute(document, 'data', 'google_iam_policy', name);
  const bindings = policy === undefined ? 'cannot_tell' : blocks(policy, 'binding');
  return bindings === 'cannot_tell' ? policyData : JSON.stringify({ bindings });
}

/**
 * The resources of one synthesized stack: a `cdk.tf.json`, or any Terraform configuration in JSON.
 * Exceptions may stand in its comments: `"//": { "exceptions": [{ ruleId, reason, owner, expires }] }` in a resource,
 * or in the document with an `address` too.
 */
export function readSynthesis(stack: string, document: JsonObject): StackContent {
  const provider = providerArguments(document);
  const defaultLabels = provider['default_labels'];
  const resources: Resource[] = [];
  const exceptions = declaredExceptions(document['//'], stack, '');
  for (const [type, byName] of Object.entries(document['resource'] ?? {})) {
    for (const [name, written] of Object.entries(isObject(byName) ? byName : {})) {
      const body: Json | undefined = Array.isArray(written) ? written[0] : written;
      if (!isObject(body) || body['count'] === 0) continue;
      const address = `${type}.${name}`;
      const own = Object.fromEntries(Object.entries(body).filter(([key]) => !META_ARGUMENTS.has(key)));
      const policy = writtenPolicy(document, own['policy_data']);
      const attributes = policy === undefined ? own : { ...own, policy_data: policy };
      const dependsOn = body['depends_on'] ?? [];
      const expressions = Array.isArray(dependsOn) ? dependsOn.map((each: Json) => `\${${String(each)}}`) : [];
      const project = attributes['project'] ?? provider['project'];
      const comment = isObject(body['//']) ? body['//'] : {};
      const why = comment['why'];
      exceptions.push(...declaredExceptions(comment, stack, address));
      resources.push({
        address,
        type,
        stack,
        attributes,
        references: referencesWithin([attributes, ...expressions]),
        project: typeof project === 'string' ? project : undefined,
        defaultLabels: isObject(defaultLabels) ? defaultLabels : {},
        comment,
        why: typeof why === 'string' && why !== '' ? why : null,
        preventDestroy: attribute(body['lifecycle'], 'prevent_destroy') === true,
      });
    }
  }
  return { stack, resources, exceptions };
}
