import { attribute, isObject, type Json, type JsonObject, KNOWN_AFTER_APPLY } from './attribute';
import type { Resource, StackContent } from './resource';
import { referencesWithin } from './resource';

function list(value: Json | undefined): readonly JsonObject[] {
  return Array.isArray(value) ? value.filter(isObject) : [];
}

/** Whether the document is `terraform show -json` of a plan. */
export function isPlan(document: JsonObject): boolean {
  return 'planned_values' in document && 'format_version' in document;
}

/** `expressions` says what each argument mentions; one mention is enough to know where a computed value comes from. */
function expressionFor(expressions: Json | undefined): string {
  const references = isObject(expressions) ? expressions['references'] : undefined;
  const first = Array.isArray(references) ? references[0] : undefined;
  return typeof first === 'string' ? `\${${first}}` : KNOWN_AFTER_APPLY;
}

/** Puts an expression wherever the plan says that the value is known after apply. */
function withUnknowns(value: Json | undefined, unknown: Json | undefined, expressions: Json | undefined): Json {
  if (unknown === true) return expressionFor(expressions);
  if (Array.isArray(unknown)) {
    const values: readonly Json[] = Array.isArray(value) ? value : [];
    const inner: readonly Json[] = Array.isArray(expressions) ? expressions : [];
    const length = Math.max(values.length, unknown.length);
    return Array.from({ length }, (_, index) =>
      withUnknowns(values[index], unknown[index], inner[index] ?? expressions),
    );
  }
  if (isObject(unknown)) {
    const values = isObject(value) ? value : {};
    const merged: Record<string, Json> = { ...values };
    for (const [key, each] of Object.entries(unknown)) {
      merged[key] = withUnknowns(values[key], each, attribute(expressions, key));
    }
    return merged;
  }
  return value ?? null;
}

/** What the configuration says about each resource, by its address without instance keys. */
function configurationByAddress(module: Json | undefined, prefix: string, into: Map<string, JsonObject>): void {
  if (!isObject(module)) return;
  for (const resource of list(module['resources'])) {
    into.set(`${prefix}${String(resource['address'])}`, resource);
  }
  for (const [name, call] of Object.entries(module['module_calls'] ?? {})) {
    configurationByAddress(attribute(call, 'module'), `${prefix}module.${name}.`, into);
  }
}

/**
 * The resources as they will be after the plan is applied. Deleted ones are not among them.
 * Comments and `lifecycle` are not part of a plan: no exceptions are read here, and `preventDestroy` is undefined.
 */
export function readPlan(stack: string, document: JsonObject): StackContent {
  const changes = new Map(list(document['resource_changes']).map((each) => [each['address'], each]));
  const configuration = new Map<string, JsonObject>();
  configurationByAddress(attribute(document, 'configuration', 'root_module'), '', configuration);
  const provider = attribute(document, 'configuration', 'provider_config', 'google', 'expressions');
  const providerProject = attribute(provider, 'project', 'constant_value');
  const defaultLabels = attribute(provider, 'default_labels', 'constant_value');
  const resources: Resource[] = [];
  const visit = (module: Json | undefined): void => {
    if (!isObject(module)) return;
    for (const planned of list(module['resources'])) {
      if (planned['mode'] !== 'managed') continue;
      const address = String(planned['address']);
      const expressions = configuration.get(address.replaceAll(/\[[^\]]*\]/g, ''))?.['expressions'];
      const unknown = attribute(changes.get(address), 'change', 'after_unknown');
      const attributes = withUnknowns(planned['values'], unknown, expressions);
      if (!isObject(attributes)) continue;
      const project = attributes['project'] ?? providerProject;
      resources.push({
        address,
        type: String(planned['type']),
        stack,
        attributes,
        references: referencesWithin(attributes),
        project: typeof project === 'string' ? project : undefined,
        defaultLabels: isObject(defaultLabels) ? defaultLabels : {},
        comment: {},
        why: null,
        preventDestroy: undefined,
      });
    }
    for (const child of list(module['child_modules'])) visit(child);
  };
  visit(attribute(document, 'planned_values', 'root_module'));
  return { stack, resources, exceptions: [] };
}
