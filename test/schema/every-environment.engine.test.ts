import { synthesizeEverything } from '../synthesized-environments';
import { ACCEPTED_FORMS } from './accepted-forms';
import { ACCEPTED_VALUES, FREE_TEXT } from './accepted-values';
import { ARGUMENT_RULES } from './argument-conflicts';
import { checkAgainstSchema, SCHEMAS } from './provider-schema';
import { leavesOf, placeOf } from './resource-leaves';

const { stacks } = synthesizeEverything();
const resources = stacks.flatMap((each) => each.resources());
const leaves = resources.flatMap(leavesOf);

it('writes nothing that the provider would refuse or warn about', () => {
  expect(resources.length).toBeGreaterThan(900);
  expect(resources.flatMap(checkAgainstSchema)).toEqual([]);
});

it('writes no word in capitals of which nobody has written down whether the provider knows it', () => {
  const words = leaves.filter(
    ({ place, value }) => /^[A-Z][A-Z0-9]*(_[A-Z0-9]+)*$/.test(String(value)) && !FREE_TEXT.test(place),
  );
  expect(words.length).toBeGreaterThan(200);
  expect([...new Set(words.map(({ place }) => place))].filter((place) => !(place in ACCEPTED_VALUES))).toEqual([]);
});

it('writes every span of time in seconds, and where it writes one somebody has written down that it is one', () => {
  const spans = leaves.filter(({ value }) => /^\d+(\.\d+)?(s|m|h|d)$/.test(String(value)));
  expect(spans.length).toBeGreaterThan(20);
  expect([...new Set(spans.map(({ place }) => place))].filter((place) => !(place in ACCEPTED_FORMS))).toEqual([]);
});

/** Attributes that the provider calls sensitive and that hold no secret here, each with why. */
const SENSITIVE_WITHOUT_SECRET: Readonly<Record<string, string>> = {
  'google_storage_bucket_object.content':
    'spec, graph and DAG: settings that are in this repository, no secret and no patient data',
};

it('keeps every secret out of the JSON and the state: nothing sensitive is set, and nothing write-only', () => {
  const sensitive = leaves.filter(({ schema }) => schema?.sensitive || schema?.write_only);
  expect([...new Set(sensitive.map(({ place }) => place))].sort()).toEqual(
    Object.keys(SENSITIVE_WITHOUT_SECRET).sort(),
  );
});

it('makes no key, no password and no version of a secret, by name or by type', () => {
  const types = new Set(resources.map(({ type }) => type));
  expect(
    [...types].filter((type) => /secret_version|account_key|hmac_key|_password|ssl_cert|random_|tls_/.test(type)),
  ).toEqual([]);
  const names = leaves.filter(({ place }) =>
    /\.(root_password|password|private_key|client_secret|token|api_key)(_wo)?$/.test(place),
  );
  expect(names.map(({ place }) => place)).toEqual([]);
});

it.each([
  ['data', 'a data source asks Google while planning'],
  ['output', 'another stack could read it'],
  ['variable', 'a plan would ask for it'],
  ['locals', 'names are computed in model/names.ts'],
  ['module', 'a module is code from elsewhere'],
  ['import', 'adopting is done by hand, once'],
])('has no %s: %s', (section) => {
  for (const each of stacks) expect([each.name, each.section(section)]).toEqual([each.name, undefined]);
});

it('needs no provider but Google’s, and none that makes random values', () => {
  const providers = stacks.map((each) =>
    Object.keys((each.section('terraform') as { required_providers: object }).required_providers),
  );
  expect(new Set(providers.flat())).toEqual(new Set(['google']));
});

it('names no folder of this machine', () => {
  for (const each of stacks) expect([each.name, each.text.includes(process.cwd())]).toEqual([each.name, false]);
});

it('has a schema for every accepted value and every rule of arguments that is written down', () => {
  const places = [
    ...Object.keys(ACCEPTED_VALUES),
    ...Object.keys(ACCEPTED_FORMS),
    ...Object.entries(ARGUMENT_RULES).flatMap(([type, rules]) =>
      rules.flatMap(({ block, when, atMostOne = [], exactlyOne = [], atLeastOne = [], needs = [] }) =>
        [...(when ? [when[0]] : []), ...atMostOne, ...exactlyOne, ...atLeastOne, ...needs].map((argument) =>
          [type, block, argument].filter(Boolean).join('.'),
        ),
      ),
    ),
  ];
  const unknown = places.filter((place) => {
    const [type = '', ...path] = place.split('.');
    return !SCHEMAS[type] || placeOf(SCHEMAS[type], path) === undefined;
  });
  expect(unknown).toEqual([]);
});
