import { attribute, isObject, type Json, type JsonObject } from '../arguments/attribute';

/** What a provider's configuration gives to the resources that leave it out. */
export interface ProviderDefaults {
  readonly project: string | undefined;
  readonly defaultLabels: JsonObject;
}

/** A value of the configuration: a constant, or a variable of the root module, which a plan holds the value of. */
function configured(document: JsonObject, expression: Json | undefined): Json | undefined {
  const constant = attribute(expression, 'constant_value');
  if (constant !== undefined) return constant;
  const references = attribute(expression, 'references');
  const [, variable] = Array.isArray(references) ? (/^var\.([\w-]+)$/.exec(String(references[0])) ?? []) : [];
  return variable === undefined ? undefined : attribute(document, 'variables', variable, 'value');
}

/** The provider configurations of a plan by their key: `google`, `google.west`, `module.lake:google`. */
export function planProviders(document: JsonObject): ReadonlyMap<string, ProviderDefaults> {
  const configs = attribute(document, 'configuration', 'provider_config');
  return new Map(
    Object.entries(isObject(configs) ? configs : {}).map(([key, config]) => {
      const project = configured(document, attribute(config, 'expressions', 'project'));
      const labels = configured(document, attribute(config, 'expressions', 'default_labels'));
      return [
        key,
        {
          project: typeof project === 'string' ? project : undefined,
          defaultLabels: isObject(labels) ? labels : {},
        },
      ] as const;
    }),
  );
}
