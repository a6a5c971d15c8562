import { attribute, blocks, isObject, type Json, type JsonObject } from '../arguments/attribute';
import { ComplianceError } from '../errors';
import type { StackContent } from '../estate/estate';
import type { Exception } from '../estate/exception';
import { referencesWithin } from '../estate/references';
import type { Resource } from '../estate/resource';

/** Arguments of Terraform itself: they say how to make the resource, not what it is. `//` is a comment. */
const META_ARGUMENTS = new Set(['//', 'lifecycle', 'depends_on', 'count', 'for_each', 'provider', 'provisioner']);

/** Blocks as Terraform JSON writes them: an object, or a list of objects that are read as one. */
function entriesOf(of: Json | undefined, what: string): [string, Json][] {
  if (of === undefined || of === null) return [];
  const list: readonly Json[] = Array.isArray(of) ? of : [of];
  return list.flatMap((each) => {
    if (!isObject(each)) throw new ComplianceError('ESTATE_UNREADABLE', `${what} holds something that is not a block`);
    return Object.entries(each);
  });
}

/** The providers' arguments that apply where a resource leaves them out, by `google`, `google.west`, `google-beta`. */
function providersOf(document: JsonObject): ReadonlyMap<string, JsonObject> {
  const configs = entriesOf(document['provider'], 'provider').flatMap(([name, written]) => {
    const list: readonly Json[] = Array.isArray(written) ? written : [written];
    return list.filter(isObject).map((each): [string, JsonObject] => {
      const alias = each['alias'];
      return [typeof alias === 'string' ? `${name}.${alias}` : name, each];
    });
  });
  return new Map(configs);
}

/** `google.west`, also where older files write it as an expression. */
function providerOf(body: JsonObject): string {
  const named = body['provider'];
  return typeof named === 'string' ? named.replace(/^\$\{(.*)\}$/, '$1') : 'google';
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
  const bindings = policy === undefined ? 'unknown' : blocks(policy, 'binding');
  return bindings === 'unknown' ? policyData : JSON.stringify({ bindings });
}

/**
 * The resources of one synthesized stack: a `cdk.tf.json`, or any Terraform configuration in JSON.
 * Exceptions may be in its comments: `"//": { "exceptions": [{ ruleId, reason, owner, expires }] }` in a resource,
 * or in the document with an `address` too.
 * @throws ComplianceError `ESTATE_UNREADABLE` where a resource or provider section holds no blocks.
 */
export function readSynthesis(stack: string, document: JsonObject): StackContent {
  const providers = providersOf(document);
  const resources: Resource[] = [];
  const exceptions = declaredExceptions(document['//'], stack, '');
  for (const [type, byName] of entriesOf(document['resource'], 'resource')) {
    if (type === '//') continue;
    for (const [name, written] of entriesOf(byName, `resource ${type}`)) {
      const body: Json | undefined = Array.isArray(written) ? written[0] : written;
      if (name === '//' || !isObject(body) || body['count'] === 0) continue;
      const resource = resourceOf(document, {
        stack,
        type,
        name,
        body,
        provider: providers.get(providerOf(body)) ?? {},
      });
      exceptions.push(...declaredExceptions(resource.comment, stack, resource.address));
      resources.push(resource);
    }
  }
  const comment = isObject(document['//']) ? document['//'] : {};
  return { stack, resources, exceptions, destroyed: [], comment };
}

interface Written {
  readonly stack: string;
  readonly type: string;
  readonly name: string;
  readonly body: JsonObject;
  readonly provider: JsonObject;
}

function resourceOf(document: JsonObject, { stack, type, name, body, provider }: Written): Resource {
  const own = Object.fromEntries(Object.entries(body).filter(([key]) => !META_ARGUMENTS.has(key)));
  const policy = writtenPolicy(document, own['policy_data']);
  const attributes = policy === undefined ? own : { ...own, policy_data: policy };
  const dependsOn = body['depends_on'] ?? [];
  const expressions = Array.isArray(dependsOn) ? dependsOn.map((each: Json) => `\${${String(each)}}`) : [];
  const project = attributes['project'] ?? provider['project'];
  const comment = isObject(body['//']) ? body['//'] : {};
  const why = comment['why'];
  const defaultLabels = provider['default_labels'];
  return {
    address: `${type}.${name}`,
    type,
    stack,
    attributes,
    references: referencesWithin([attributes, ...expressions]),
    project: typeof project === 'string' ? project : undefined,
    defaultLabels: isObject(defaultLabels) ? defaultLabels : {},
    comment,
    why: typeof why === 'string' && why !== '' ? why : null,
    preventDestroy: attribute(body['lifecycle'], 'prevent_destroy') === true,
  };
}
