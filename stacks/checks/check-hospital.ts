import { entitiesOf } from '../../model/catalogue';
import { emrDatabase } from '../../model/datasets';
import type { Model } from '../../model/model';
import type { EnvironmentNames } from '../../model/names';
import { nameProblems } from '../../model/names';
import { parseSpec } from '../../model/parse-spec';
import { SpecError, type SpecProblem } from '../../model/problems';
import { isPrivateHost } from '../../model/source-host';
import { type HospitalSpec, type HospitalSpecInput, hospitalSpecSchemaOf } from '../../model/spec';
import { HOSPITAL_DEFAULTS, type HospitalProps, isExisting } from '../props/hospital-props';
import { isWeaker, STAGES, type Stage } from '../props/stages';
import type { Weakening } from '../settings/stage-settings';
import { withGroupLookups } from './group-lookup-files';
import { withLookups } from './lookup-files';
import { prefixed } from './prefixed-problems';

/** Last parts of the names of an environment's own stacks: reserved, so not valid as the id of a hospital. */
export const CONCERNS = [
  'foundation',
  'organization',
  'network',
  'data-lake',
  'iam',
  'processing',
  'composer',
  'observability',
  'delivery',
] as const;

/** Checks the props of a hospital. @returns its part of the spec, or every problem at once. */
export function checkHospital(
  model: Model,
  names: EnvironmentNames,
  id: string,
  props: HospitalProps,
): { spec: HospitalSpec } | { problems: SpecProblem[] } {
  const problems: SpecProblem[] = [];
  const path = `hospitals.${id}`;
  if ((CONCERNS as readonly string[]).includes(id))
    problems.push({
      code: 'NAME_RESERVED',
      path,
      message: `"${id}" is the name of a stack; choose another id for the hospital`,
    });
  const [weakened] = hospitalWeakenings(names.scope.stage, props);
  if (names.scope.stage === 'prod' && weakened?.reason === '')
    problems.push({
      code: 'WEAKENED_WITHOUT_REASON',
      path: `${path}.emr.availability`,
      message: 'weaker than the production default; give the reason in `zonalReason`',
    });
  problems.push(...authorityProblems(path, props.emr), ...feedProblems(path, model, props.feeds));
  const unfit = nameProblems(names, [id]);
  try {
    const lookups = withLookups(props.mapping ?? {}, `${path}.mapping`);
    const ofGroup = withGroupLookups(props, path);
    problems.push(...lookups.problems, ...ofGroup.problems);
    const spec = parseSpec(hospitalSpecSchemaOf(model), {
      ...specInput(model, names, id, { ...props, mapping: lookups.mapping }),
      ...ofGroup.lookups,
    });
    problems.push(...unfit.map(({ code, detail }) => ({ code, path, message: detail })));
    if (problems.length === 0) return { spec };
  } catch (error) {
    if (!(error instanceof SpecError)) throw error;
    // The host and the instance of a database that is made here have the id in their names; one report is enough.
    const given = error.problems.filter(
      (problem) => props.emr?.kind !== 'cloud_sql' || !problem.path.startsWith('emr.'),
    );
    problems.push(...prefixed(path, placedAsWritten(props, given.length > 0 ? given : error.problems)));
  }
  return { problems };
}

/** Where a hospital's database is protected less than its stage requires. */
export function hospitalWeakenings(stage: Stage, { emr: choice }: Pick<HospitalProps, 'emr'>): Weakening[] {
  const instead = STAGES[stage].databaseAvailability;
  if (choice?.kind !== 'cloud_sql' || choice.availability === undefined) return [];
  return isWeaker('databaseAvailability', choice.availability, instead)
    ? [
        {
          setting: 'databaseAvailability',
          value: choice.availability,
          instead,
          reason: choice.zonalReason?.trim() ?? '',
        },
      ]
    : [];
}

/** A server that only a private network knows has a certificate of a private authority, or none that a step accepts. */
function authorityProblems(path: string, choice: HospitalProps['emr']): SpecProblem[] {
  if (!isExisting(choice) || choice.certificateAuthority === 'private' || choice.tls === 'none') return [];
  if (!isPrivateHost(choice.host)) return [];
  const message = `no public authority signs a certificate for "${choice.host}", so no step would accept its server`;
  return [{ code: 'AUTHORITY_NOT_PUBLIC', path: `${path}.emr.certificateAuthority`, message }];
}

function specInput(model: Model, names: EnvironmentNames, id: string, props: HospitalProps): HospitalSpecInput {
  const { title, mapping, lookbackSeconds, keyScan, readers } = props;
  const exported = Object.entries(props.exports ?? {}).map(([table, feed]) => ({
    cadence: HOSPITAL_DEFAULTS.exportCadence,
    ...feed,
    table,
  }));
  return {
    id,
    ...(props.emr === undefined ? {} : { emr: emr(names, id, props.emr) }),
    tables: [...(props.tables ?? tablesOfDatabase(model, props))],
    feeds: [
      ...(props.claims ? [props.claims] : []),
      ...exported,
      ...Object.entries(props.feeds ?? {}).map(([table, files]) => ({ ...files, table })),
    ],
    ...(title === undefined ? {} : { title }),
    ...(mapping === undefined ? {} : { mapping }),
    ...(lookbackSeconds === undefined ? {} : { lookbackSeconds }),
    ...(keyScan === undefined ? {} : { keyScan }),
    ...(readers === undefined ? {} : { readers }),
  };
}

/** Every table of an EMR that does not come as files. */
function tablesOfDatabase(model: Model, { emr: database, exports = {} }: HospitalProps): string[] {
  if (database === undefined) return [];
  return entitiesOf(model, 'emr').flatMap(({ name }) => (Object.hasOwn(exports, name) ? [] : [name]));
}

/** Files that another prop is for. */
function feedProblems(path: string, model: Model, feeds: HospitalProps['feeds'] = {}): SpecProblem[] {
  return Object.keys(feeds).flatMap((name): SpecProblem[] => {
    const isOfEmr = model.entities.some((entity) => entity.name === name && entity.origin === 'emr');
    if (name !== 'claims' && !isOfEmr) return [];
    const prop = isOfEmr ? '`exports`, with their content' : '`claims`: ClaimsInbox.monthlyCsv()';
    return [
      { code: 'TABLE_ORIGIN_WRONG', path: `${path}.feeds.${name}`, message: `declare files of ${name} in ${prop}` },
    ];
  });
}

/** A feed's problems at the place where the feed is written. */
function placedAsWritten(props: HospitalProps, problems: readonly SpecProblem[]): SpecProblem[] {
  const written = [
    ...(props.claims ? ['claims'] : []),
    ...Object.keys(props.exports ?? {}).map((name) => `exports.${name}`),
    ...Object.keys(props.feeds ?? {}).map((name) => `feeds.${name}`),
  ];
  return problems.map((problem) => ({
    ...problem,
    path: problem.path.replace(/^feeds\[(\d+)\]/, (feed, place) => written[Number(place)] ?? feed),
  }));
}

function emr(names: EnvironmentNames, id: string, choice: NonNullable<HospitalProps['emr']>): HospitalSpecInput['emr'] {
  // The schema reports an invalid id; it must not stop the other checks.
  const fits = nameProblems(names, [id]).length === 0;
  const limits = choice.limits === undefined ? {} : { limits: choice.limits };
  if (isExisting(choice)) {
    const { host, database, port, user, certificateAuthority, tls } = choice;
    return {
      ...(choice.kind === 'existing_mysql'
        ? { kind: 'mysql' }
        : { kind: 'postgres', ...(choice.schema === undefined ? {} : { schema: choice.schema }) }),
      host,
      database,
      user: user ?? HOSPITAL_DEFAULTS.user,
      passwordSecret: fits ? names.hospitalSecret(id) : id,
      ...(certificateAuthority === 'private'
        ? { certificateAuthoritySecret: fits ? names.hospitalAuthority(id) : id }
        : {}),
      ...(port === undefined ? {} : { port }),
      ...(tls === undefined ? {} : { tls }),
      ...limits,
    };
  }
  return {
    kind: 'mysql',
    // The connector finds the instance by its connection name; this is for people who read the spec.
    host: fits ? names.hospitalDatabase(id) : id,
    database: choice.database ?? emrDatabase(id),
    // MySQL knows a service account by the part before the @.
    user: names.serviceAccount('extract'),
    instance: fits ? names.hospitalInstance(id) : id,
    ...limits,
  };
}
