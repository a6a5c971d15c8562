import { attribute, isObject, isTrue, type Json, type JsonObject, KNOWN_AFTER_APPLY } from '../arguments/attribute';
import { ComplianceError } from '../errors';
import type { Destroyed, StackContent } from '../estate/estate';
import { keyless, referencesWithin } from '../estate/references';
import type { Resource } from '../estate/resource';
import { type ProviderDefaults, planProviders } from './plan-provider';

/** Stands for a value that the plan marks as sensitive and that is written out in the configuration. */
const SENSITIVE = '(sensitive)';
/** The format that this reads; Terraform adds fields within a major version, and changes none. */
const FORMAT = /^1\./;
const NO_PROVIDER: ProviderDefaults = { project: undefined, defaultLabels: {} };

function list(value: Json | undefined): readonly JsonObject[] {
  return Array.isArray(value) ? value.filter(isObject) : [];
}

/** Whether the document is `terraform show -json`, of a plan or of a state. */
export function isPlan(document: JsonObject): boolean {
  return 'format_version' in document && ('planned_values' in document || 'values' in document);
}

/**
 * `expressions` says what each argument mentions. One thing mentioned says where a computed value comes from; of several, any may decide.
 */
function expressionFor(expressions: Json | undefined): string {
  const references = isObject(expressions) ? expressions['references'] : undefined;
  const mentioned = Array.isArray(references) ? references.map(String) : [];
  const [first] = mentioned;
  // The list also holds what each reference is a part of: `x.y.id` and then `x.y`.
  const isOne = first !== undefined && mentioned.every((each) => first === each || first.startsWith(`${each}.`));
  return isOne ? `\${${first}}` : KNOWN_AFTER_APPLY;
}

/** What the plan says about a value besides the value itself, at the same place. */
interface Marks {
  readonly unknown: Json | undefined;
  readonly sensitive: Json | undefined;
  readonly expressions: Json | undefined;
}

function inner(value: Json | undefined, key: string | number): Json | undefined {
  if (Array.isArray(value)) return typeof key === 'number' ? value[key] : undefined;
  return isObject(value) && Object.hasOwn(value, key) ? value[key] : undefined;
}

/** Puts an expression wherever the plan says that the value is known after apply, and hides what it marks as sensitive. */
function marked(value: Json | undefined, marks: Marks): Json {
  const { unknown, sensitive, expressions } = marks;
  if (unknown === true) return expressionFor(expressions);
  if (sensitive === true && value !== null && value !== undefined && !isTrue(value) && value !== false) {
    return attribute(expressions, 'constant_value') === undefined ? expressionFor(expressions) : SENSITIVE;
  }
  const at = (key: string | number): Marks => ({
    unknown: inner(unknown, key),
    sensitive: inner(sensitive, key),
    // Expressions of blocks are lists, also where the block is one object; those of a map are of the whole.
    expressions: inner(expressions, key) ?? (Array.isArray(expressions) ? inner(expressions[0], key) : expressions),
  });
  if (Array.isArray(value) || Array.isArray(unknown)) {
    const length = Math.max(Array.isArray(value) ? value.length : 0, Array.isArray(unknown) ? unknown.length : 0);
    return Array.from({ length }, (_, index) => marked(inner(value, index), at(index)));
  }
  if (isObject(value) || isObject(unknown)) {
    const names = new Set([
      ...Object.keys(isObject(value) ? value : {}),
      ...Object.keys(isObject(unknown) ? unknown : {}),
    ]);
    return Object.fromEntries([...names].map((name) => [name, marked(inner(value, name), at(name))]));
  }
  return value ?? null;
}

/** What the configuration says about each resource, by its address without instance keys. */
function configurationByAddress(module: Json | undefined, prefix: string, into: Map<string, JsonObject>): void {
  if (!isObject(module)) return;
  for (const resource of list(module['resources'])) {
    into.set(`${prefix}${String(resource['address'])}`, resource);
  }
  const calls = module['module_calls'];
  for (const [name, call] of Object.entries(isObject(calls) ? calls : {})) {
    configurationByAddress(attribute(call, 'module'), `${prefix}module.${name}.`, into);
  }
}

/** Everything that the configuration of a resource mentions, as expressions. */
function mentions(expressions: Json | undefined): readonly string[] {
  if (Array.isArray(expressions)) return expressions.flatMap((each: Json) => mentions(each));
  if (!isObject(expressions)) return [];
  const own = expressions['references'];
  const rest = Object.values(expressions).flatMap((each) =>
    isObject(each) || Array.isArray(each) ? mentions(each) : [],
  );
  return Array.isArray(own) ? [...own.map((each: Json) => `\${${String(each)}}`), ...rest] : rest;
}

function destroyedBy(stack: string, document: JsonObject): Destroyed[] {
  return list(document['resource_changes']).flatMap((change) => {
    const actions = attribute(change, 'change', 'actions');
    if (!Array.isArray(actions) || !actions.includes('delete') || change['mode'] === 'data') return [];
    return [
      {
        stack,
        address: String(change['address']),
        type: String(change['type']),
        replaced: actions.includes('create'),
      },
    ];
  });
}

function refuseUnusable(stack: string, document: JsonObject): void {
  const version = String(document['format_version']);
  if (!FORMAT.test(version)) {
    throw new ComplianceError('PLAN_FORMAT_UNKNOWN', `${stack} has format_version ${version.slice(0, 20)}`);
  }
  if (document['errored'] === true) throw new ComplianceError('PLAN_ERRORED', `the plan ${stack} ended with an error`);
  const values = document['planned_values'] ?? document['values'];
  if (values !== undefined && !isObject(values)) {
    throw new ComplianceError('ESTATE_UNREADABLE', `the values of ${stack} are not an object`);
  }
}

/**
 * The resources as they will be after the plan is applied, of every module and instance; what it deletes stands apart. A state is read
 * the same way. Comments and `lifecycle` are not part of it: no exceptions and no reasons are read here, and `preventDestroy` is
 * undefined.
 * @throws ComplianceError `PLAN_FORMAT_UNKNOWN`, `PLAN_ERRORED`, `ESTATE_UNREADABLE`.
 */
export function readPlan(stack: string, document: JsonObject): StackContent {
  refuseUnusable(stack, document);
  const changes = new Map(list(document['resource_changes']).map((each) => [each['address'], each]));
  const configuration = new Map<string, JsonObject>();
  configurationByAddress(attribute(document, 'configuration', 'root_module'), '', configuration);
  const providers = planProviders(document);
  const resources: Resource[] = [];
  const visit = (module: Json | undefined): void => {
    if (!isObject(module)) return;
    for (const planned of list(module['resources'])) {
      if (planned['mode'] === 'data') continue;
      const address = String(planned['address']);
      const configured = configuration.get(keyless(address));
      const expressions = configured?.['expressions'];
      const unknown = attribute(changes.get(address), 'change', 'after_unknown');
      const attributes = marked(planned['values'], { unknown, sensitive: planned['sensitive_values'], expressions });
      if (!isObject(attributes)) continue;
      const provider = providers.get(String(configured?.['provider_config_key'] ?? 'google')) ?? NO_PROVIDER;
      const project = attributes['project'] ?? provider.project;
      resources.push({
        address,
        type: String(planned['type']),
        stack,
        attributes,
        references: [...new Set([...referencesWithin(attributes), ...referencesWithin(mentions(expressions))])],
        project: typeof project === 'string' ? project : undefined,
        defaultLabels: provider.defaultLabels,
        comment: {},
        why: null,
        preventDestroy: undefined,
      });
    }
    for (const child of list(module['child_modules'])) visit(child);
  };
  visit(attribute(document, document['planned_values'] === undefined ? 'values' : 'planned_values', 'root_module'));
  return { stack, resources, exceptions: [], destroyed: destroyedBy(stack, document), comment: {} };
}
