import type { Rule } from '../verdicts/rule';
import * as bigquery from './bigquery';
import * as build from './build';
import * as composer from './composer';
import * as data from './data';
import * as dataproc from './dataproc';
import * as iam from './iam';
import * as kms from './kms';
import * as logging from './logging';
import * as monitoring from './monitoring';
import * as network from './network';
import * as org from './org';
import * as perimeter from './perimeter';
import * as project from './project';
import * as registry from './registry';
import * as run from './run';
import * as secret from './secret';
import * as sql from './sql';
import * as storage from './storage';

/** The indexes of the services, in the order of the report. */
const SERVICES: readonly Readonly<Record<string, Rule>>[] = [
  storage,
  sql,
  bigquery,
  kms,
  logging,
  iam,
  network,
  composer,
  dataproc,
  run,
  secret,
  project,
  monitoring,
  data,
  build,
  registry,
  org,
  perimeter,
];

/** Every rule that a review applies: service by service, within a service by id. A rule runs once its service's index exports it. */
export const PACK: readonly Rule[] = SERVICES.flatMap((service) =>
  Object.values(service).sort((one, other) => (one.id < other.id ? -1 : 1)),
);

const BY_ID: ReadonlyMap<string, Rule> = new Map(PACK.map((rule) => [rule.id, rule]));

/** The rule with this id; undefined for the ids of problems with exceptions. */
export function ruleOf(id: string): Rule | undefined {
  return BY_ID.get(id);
}
