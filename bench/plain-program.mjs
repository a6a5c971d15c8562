// Writes the program that a team without the platform would write: each resource of each stack is one `new` with a literal configuration.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const require = createRequire(import.meta.url);
const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const schemas = JSON.parse(readFileSync(join(root, 'test/schema/google-6.50.0.json'), 'utf8'));

/** Names that the bindings changed because the base class uses them. */
const RENAMED = { build: 'buildAttribute', connection: 'connectionAttribute' };
const camelCase = (name) => RENAMED[name] ?? name.replace(/_([a-z0-9])/g, (_, letter) => letter.toUpperCase());

const stacksOf = (outdir) =>
  readdirSync(join(outdir, 'stacks')).map((name) => ({
    name,
    json: JSON.parse(readFileSync(join(outdir, 'stacks', name, 'cdk.tf.json'), 'utf8')),
  }));

/** A block's arguments as the bindings spell them; maps keep the user's own keys. */
function configuration(block, schema = {}) {
  const entries = Object.entries(block).filter(([name]) => name !== '//');
  return Object.fromEntries(
    entries.map(([name, value]) => {
      const nested = name === 'timeouts' || name === 'lifecycle' ? {} : schema.blocks?.[name];
      if (!nested) return [camelCase(name), value];
      return [
        camelCase(name),
        Array.isArray(value) ? value.map((item) => configuration(item, nested)) : configuration(value, nested),
      ];
    }),
  );
}

/** The bindings' module and class of a resource type. */
function bindingOf(type) {
  const folder = type.replace(/^google_/, '').replaceAll('_', '-');
  const candidates = [folder, `${folder}-a`];
  for (const name of candidates) {
    try {
      const module = `@cdktf/provider-google/lib/${name}`;
      const found = Object.entries(require(module)).find(([, value]) => value?.tfResourceType === type);
      if (found) return { module, className: found[0] };
    } catch (error) {
      if (error.code !== 'MODULE_NOT_FOUND') throw error;
    }
  }
  throw new Error(`There is no binding of ${type}`);
}

/** A reference to an attribute of another resource of the stack, as in the JSON. */
const REFERENCE = /(?<!\$)\$\{(google_\w+\.[\w-]+)\.(\w+)\}/g;

/** A value as source text; a reference becomes what somebody would write, `network.id`, not its address. */
function source(value, variables) {
  if (typeof value === 'string' && value.match(REFERENCE)) {
    const text = JSON.stringify(value).slice(1, -1).replaceAll('`', '\\`');
    const parts = text
      .replace(/\$(?=\{)/g, '\\$')
      .replace(/\\\$\{(google_\w+\.[\w-]+)\.(\w+)\}/g, (_, address, attribute) => {
        return `\${${variables.get(address)}.${camelCase(attribute)}}`;
      });
    return `\`${parts}\``;
  }
  if (Array.isArray(value)) return `[${value.map((each) => source(each, variables)).join(', ')}]`;
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  const entries = Object.entries(value).map(([key, each]) => `${JSON.stringify(key)}: ${source(each, variables)}`);
  return `{ ${entries.join(', ')} }`;
}

/** Resources sorted so that each follows its references and dependencies. */
function ordered(resources) {
  const done = new Set();
  const result = [];
  const visit = (address) => {
    const attributes = resources.get(address);
    if (!attributes || done.has(address)) return;
    done.add(address);
    for (const [, needed] of JSON.stringify(attributes).matchAll(REFERENCE)) visit(needed);
    for (const needed of attributes.depends_on ?? []) visit(needed);
    result.push(address);
  };
  for (const address of resources.keys()) visit(address);
  return result;
}

/** The statements of one stack; classes that it uses are added to `classes`. */
function stackSource({ name, json }, classes) {
  const resources = new Map(
    Object.entries(json.resource ?? {}).flatMap(([type, byId]) =>
      Object.entries(byId).map(([id, attributes]) => [`${type}.${id}`, attributes]),
    ),
  );
  const variables = new Map();
  const statements = ordered(resources).map((address, index) => {
    const [type, id] = [address.slice(0, address.indexOf('.')), address.slice(address.indexOf('.') + 1)];
    if (!classes.has(type)) classes.set(type, bindingOf(type));
    const { depends_on: dependsOn = [], lifecycle, provider, ...rest } = resources.get(address);
    const given = configuration(rest, schemas[type]);
    if (lifecycle) given.lifecycle = configuration(lifecycle, {});
    const after = [
      ...(dependsOn.length > 0 ? [`, dependsOn: [${dependsOn.map((each) => variables.get(each)).join(', ')}]`] : []),
      // `google.counted`: the provider with this alias.
      ...(provider ? [`, provider: ${provider.split('.')[1]}`] : []),
    ].join('');
    variables.set(address, `r${index}`);
    return `  const r${index} = new ${classes.get(type).className}(stack, ${JSON.stringify(id)}, { ...${source(given, variables)}${after} });`;
  });
  const { local, gcs } = json.terraform.backend;
  return [
    '{',
    `  const stack = new TerraformStack(app, ${JSON.stringify(name)});`,
    ...json.provider.google.map(providerSource),
    local ? `  new LocalBackend(stack, ${JSON.stringify(local)});` : `  new GcsBackend(stack, ${JSON.stringify(gcs)});`,
    ...statements,
    '}',
  ];
}

/** The statement that makes a provider; one with an alias gets a name, so that resources can choose it. */
function providerSource(given) {
  const { alias } = given;
  const id = alias ? `google-${alias}` : 'google';
  const made = `new GoogleProvider(stack, '${id}', ${JSON.stringify(configuration(given))});`;
  return alias ? `  const ${alias} = ${made}` : `  ${made}`;
}

/** Writes the program for what `outdir` holds to `path`, and returns that. The program takes the folder to write to. */
export function writePlainProgram(outdir, path) {
  const classes = new Map();
  const statements = stacksOf(outdir).flatMap((stack) => stackSource(stack, classes));
  const imports = [...classes.values()].map(
    ({ module, className }) => `const { ${className} } = require('${module}');`,
  );
  const program = [
    "const { App, GcsBackend, LocalBackend, TerraformStack } = require('cdktf');",
    "const { GoogleProvider } = require('@cdktf/provider-google/lib/provider');",
    ...imports,
    `const { reportOwnCost } = require(${JSON.stringify(join(root, 'bench/own-cost.cjs'))});`,
    'const app = new App({ outdir: process.argv[2] });',
    ...statements,
    'app.synth();',
    'reportOwnCost(0);',
    '',
  ];
  writeFileSync(path, program.join('\n'));
  return path;
}

/** Differences between two folders of stacks, without comments and notes; empty: they deploy the same. */
export function differences(one, other) {
  const others = new Map(stacksOf(other).map(({ name, json }) => [name, json]));
  return stacksOf(one).flatMap(({ name, json }) => {
    const resources = (from) =>
      Object.entries(from?.resource ?? {}).flatMap(([type, byId]) =>
        Object.entries(byId).map(([id, { '//': _, ...attributes }]) => [
          `${name} ${type}.${id}`,
          JSON.stringify(sorted(attributes)),
        ]),
      );
    const there = new Map(resources(others.get(name)));
    return resources(json)
      .filter(([address, text]) => there.get(address) !== text)
      .map(([address, text]) => `${address}\n  ${text}\n  ${there.get(address)}`);
  });
}

function sorted(value) {
  if (Array.isArray(value)) return value.map(sorted);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, each]) => [key, sorted(each)]),
  );
}
