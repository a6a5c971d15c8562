import { isObject, type Json, type JsonObject } from '../../compliance/arguments/attribute';
import { ACCEPTED_VALUES } from '../schema/accepted-values';
import { ALLOWING, MORE_IS_WEAKER } from './classification';

/** One way to weaken an argument. */
export interface Mutation {
  /** What is done, e.g. `removed`, `flipped`, `without "DATA_READ"`. */
  readonly what: string;
  /** What the argument then is; undefined: it is not there. */
  readonly value: Json | undefined;
}

export interface Argument {
  /** `type.argument`, with dots through blocks and without numbers. */
  readonly place: string;
  readonly value: Json;
  readonly required: boolean;
}

const OPEN_RANGE = '0.0.0.0/0';
const RANGE = /^\d+\.\d+\.\d+\.\d+(\/\d+)?$/;
const DURATION = /^(\d+(?:\.\d+)?)s$/;
/** Whom a grant should not be to; the last is an account of another project. */
const PRINCIPALS = [
  'allUsers',
  'allAuthenticatedUsers',
  'user:somebody@sunrise.example',
  'domain:sunrise.example',
  'serviceAccount:anything@elsewhere-project.iam.gserviceaccount.com',
];
const BROAD_ROLES = ['roles/owner', 'roles/editor', 'roles/viewer'];
const OPPOSITES: Readonly<Record<string, string>> = {
  on: 'off',
  off: 'on',
  true: 'false',
  false: 'true',
  True: 'False',
  False: 'True',
};

/** Every way to weaken an argument, by its type and name, in a fixed order. */
export function mutationsOf({ place, value, required }: Argument): readonly Mutation[] {
  const name = place.slice(place.lastIndexOf('.') + 1);
  const special = byName(name, place, value) ?? byType(place, name, value);
  const absent: Mutation[] = required ? [] : [{ what: 'removed', value: undefined }];
  const found = [...special, ...absent];
  if (found.length > 0) return found;
  return [{ what: 'emptied', value: '' }];
}

function byName(name: string, place: string, value: Json): Mutation[] | undefined {
  if (name === 'member') return PRINCIPALS.map((each) => ({ what: `to ${each.replace(/:.*/, '')}`, value: each }));
  if (name === 'role' && typeof value === 'string') return roles(value);
  if (name === 'filter' && typeof value === 'string' && !(place in ACCEPTED_VALUES))
    return [...withoutAlternatives(value), { what: 'finds nothing', value: 'logName:"nothing"' }];
  if ((name === 'expression' || name === 'condition') && typeof value === 'string')
    return [...withoutDemands(value), { what: 'always true', value: 'true' }];
  if (name === 'schema' && typeof value === 'string') return untagged(value);
  if (name === 'protocol' || name === 'ip_protocol') return [{ what: 'any protocol', value: 'all' }];
  if (place.endsWith('.lifecycle.prevent_destroy')) return value === true ? [{ what: 'flipped', value: false }] : [];
  return undefined;
}

function roles(role: string): Mutation[] {
  const service = /^roles\/([a-z]+)\./i.exec(role)?.[1];
  const admin = service === undefined ? [] : [`roles/${service}.admin`];
  return [...BROAD_ROLES, ...admin]
    .filter((each) => each !== role)
    .map((each) => ({ what: each.endsWith('.admin') ? 'administrator of the service' : each, value: each }));
}

/** A log filter without each of what it finds, at any depth: one alternative less finds less, one condition less finds more. */
function withoutAlternatives(filter: string): Mutation[] {
  const first = [...filter.matchAll(/(?<=^|\()([^()]+?) OR /g)];
  const further = [...filter.matchAll(/ OR ([^()]+?)(?= OR |\)|$)/g)];
  return [...first, ...further].map((found) => ({
    what: `without ${(found[1] ?? '').slice(0, 80)}`,
    value: `${filter.slice(0, found.index)}${filter.slice(found.index + found[0].length)}`,
  }));
}

/** The condition of a grant without each of what it demands. */
function withoutDemands(condition: string): Mutation[] {
  const demands = condition.split(' && ');
  if (demands.length < 2) return [];
  return demands.map((demand, index) => ({
    what: `without ${demand.slice(0, 80)}`,
    value: demands.filter((_, each) => each !== index).join(' && '),
  }));
}

/** A table's schema whose first tagged column has lost its tags. */
function untagged(schema: string): Mutation[] {
  const columns = JSON.parse(schema) as JsonObject[];
  const index = columns.findIndex((column) => 'policyTags' in column);
  if (index < 0) return [];
  const changed = columns.map((column, each) =>
    each === index ? Object.fromEntries(Object.entries(column).filter(([key]) => key !== 'policyTags')) : column,
  );
  return [{ what: 'a column without its tag', value: JSON.stringify(changed) }];
}

function byType(place: string, name: string, value: Json): Mutation[] {
  if (typeof value === 'boolean') return [{ what: 'flipped', value: !value }];
  if (typeof value === 'number') return numbers(place, value, (each) => each);
  if (typeof value === 'string') return texts(place, value);
  if (Array.isArray(value)) return lists(place, name, value);
  if (isObject(value)) return maps(value);
  return [];
}

function numbers(place: string, value: number, write: (value: number) => Json): Mutation[] {
  if (MORE_IS_WEAKER.test(place)) return [{ what: 'a hundred times', value: write(value * 100) }];
  const less = Math.floor(value / 10);
  const shorter = less > 0 ? [{ what: 'a tenth', value: write(less) }] : [];
  return value === 0 ? [] : [{ what: 'zero', value: write(0) }, ...shorter];
}

function texts(place: string, value: string): Mutation[] {
  const words = ACCEPTED_VALUES[place];
  const others = Array.isArray(words) ? (words as string[]).filter((word) => word !== value) : [];
  const seconds = DURATION.exec(value)?.[1];
  const opposite = OPPOSITES[value];
  return [
    ...others.map((word) => ({ what: word, value: word })),
    ...(seconds === undefined ? [] : numbers(place, Number(seconds), (each) => `${each}s`)),
    ...(/^\d+$/.test(value) ? numbers(place, Number(value), String) : []),
    ...(RANGE.test(value) ? [{ what: 'open to everywhere', value: OPEN_RANGE }] : []),
    ...(opposite === undefined ? [] : [{ what: 'flipped', value: opposite }]),
    ...(others.length > 0 ? [] : [{ what: 'emptied', value: '' }]),
  ];
}

function lists(place: string, name: string, value: readonly Json[]): Mutation[] {
  const empty: Mutation = { what: 'emptied', value: [] };
  if (value.some((each) => typeof each === 'string' && RANGE.test(each)) && !name.startsWith('rrdata'))
    return value.includes(OPEN_RANGE) ? [empty] : [{ what: 'open to everywhere', value: [OPEN_RANGE] }, empty];
  const added = ALLOWING[place] ?? ALLOWING[name];
  if (added !== undefined)
    return [...(value.includes(added) ? [] : [{ what: 'one more', value: [...value, added] }]), empty];
  if (value.length < 2) return [empty];
  return [
    ...value.map((entry, index) => ({
      what: `without ${JSON.stringify(entry)}`,
      value: value.filter((_, each) => each !== index),
    })),
    empty,
  ];
}

function maps(value: JsonObject): Mutation[] {
  return Object.entries(value).flatMap(([key, entry]) => {
    const rest = Object.fromEntries(Object.entries(value).filter(([each]) => each !== key));
    const opposite = typeof entry === 'string' ? OPPOSITES[entry] : undefined;
    return [
      { what: `without ${key}`, value: rest },
      ...(opposite === undefined ? [] : [{ what: `${key} flipped`, value: { ...value, [key]: opposite } }]),
    ];
  });
}
