import ipaddr from 'ipaddr.js';
import { evenIfRefused, networkName, subnetworkName } from '../../model/checked-name';
import { CONTAINER_WORKLOADS, EnvironmentNames, type NameScope, nameProblems } from '../../model/names';
import { parseSpec } from '../../model/parse-spec';
import { type ProblemCode, SpecError, type SpecProblem } from '../../model/problems';
import { environmentSpecSchema } from '../../model/spec';
import { ENVIRONMENT_DEFAULTS, environmentShape, type RcmEnvironmentProps } from '../props/environment-props';
import type { StageSettings } from '../props/stages';
import type { EnvironmentSettings } from '../settings/environment-settings';
import { stageSettings, weakenings } from '../settings/stage-settings';
import { addressProblems } from './check-addresses';
import { foundationProblems } from './check-foundation';
import { networkProblems } from './check-network';
import { organizationProblems } from './check-organization';
import { processingProblems } from './check-processing';
import { stageProblems } from './check-stage';
import { type CheckedShape, checkedShape } from './checked-shape';
import { withLookups } from './lookup-files';
import { ENVIRONMENT_PLACEHOLDER } from './placeholders';
import { prefixed } from './prefixed-problems';
import { REGIONS } from './regions';

/** 10.0.0.0/8 is the widest range that anybody owns. */
const NARROWEST_OPEN_PREFIX = 8;
const REGION = /^[a-z]+-[a-z]+[0-9]+$/;
const LABEL = /^[a-z0-9_-]{1,63}$/;

/**
 * Checks the props of an environment and computes the settings that its stacks need.
 * @param id `<group>-<stage>`, e.g. `sunrise-prod`.
 * @param destroyKey the operator's key to destroying, by default the environment variable RCM_DESTROY.
 * @returns settings, or every problem at once, with paths that start with the environment's id, and the valid part of the props.
 */
export function checkEnvironment(
  id: string,
  given: RcmEnvironmentProps,
  destroyKey = process.env['RCM_DESTROY'],
): { settings: EnvironmentSettings } | { problems: SpecProblem[]; props: RcmEnvironmentProps } {
  const shape = checkedShape(environmentShape, given, ENVIRONMENT_PLACEHOLDER);
  const { props } = shape;
  const scope = /^(?<group>.+)-(?<stage>dev|test|prod)$/.exec(id)?.groups;
  if (!scope?.['group'] || !scope['stage']) {
    return {
      problems: [
        {
          code: 'ENVIRONMENT_NAME_INVALID',
          path: String(id),
          message: 'the name of an environment is <group>-<stage>, the stage dev, test or prod',
        },
        ...prefixed(String(id), shape.problems),
      ],
      props,
    };
  }
  const names = new EnvironmentNames({
    group: scope['group'],
    stage: scope['stage'] as NameScope['stage'],
    projectId: props.projectId,
    region: props.region,
    ...(props.generation === undefined ? {} : { generation: props.generation }),
    ...(props.encryption
      ? { existingKeyRing: { projectId: props.encryption.keyProject, name: props.encryption.keyRing } }
      : {}),
  });
  const problems: SpecProblem[] = [
    ...ownProblems(props),
    ...processingProblems(names.scope.stage, props),
    ...foundationProblems(names.scope.stage, props),
    ...stageProblems(names.scope.stage, props),
    ...organizationProblems(props),
    ...nameProblems(names).map(({ code, detail }) => ({ code, path: 'names', message: detail })),
  ];
  const lookups = withLookups(props.mapping ?? {}, 'mapping');
  problems.push(...lookups.problems);
  try {
    const spec = parseSpec(environmentSpecSchema, specInput(id, { ...props, mapping: lookups.mapping }, names));
    if (problems.length + shape.problems.length === 0)
      return { settings: settingsOf(props, names, spec, destroyKey === id) };
  } catch (error) {
    if (!(error instanceof SpecError)) throw error;
    problems.unshift(...error.problems);
    // An invalid project or region makes most names invalid too; one report is enough.
    const given = problems.filter(({ path }) => path !== 'names' && !path.startsWith('buckets.'));
    return { problems: prefixed(id, reported(shape, given.length > 0 ? given : problems)), props };
  }
  return { problems: prefixed(id, reported(shape, problems)), props };
}

/** Problems of the fields' types, and problems of the values of valid fields. */
function reported(shape: CheckedShape<RcmEnvironmentProps>, problems: readonly SpecProblem[]): SpecProblem[] {
  return [...shape.problems, ...problems.filter((problem) => !shape.isInvalid(problem))];
}

/** Problems of the fields that only the infrastructure reads; the spec's schema checks the others. */
function ownProblems(props: RcmEnvironmentProps): SpecProblem[] {
  const problems: SpecProblem[] = [...addressProblems(props), ...networkProblems(props)];
  const report = (code: ProblemCode, path: string, message: string) => problems.push({ code, path, message });
  if (!/^[0-9]{6,15}$/.test(props.projectNumber))
    report('PROJECT_NUMBER_INVALID', 'projectNumber', 'a project number has digits only; it is not the project id');
  if (props.airflowRanges?.length === 0)
    report(
      'RANGES_MISSING',
      'airflowRanges',
      'the list is empty: name at least one range that may open the Airflow interface',
    );
  if (props.network && !props.airflowRanges)
    report(
      'RANGES_MISSING',
      'airflowRanges',
      'required with an existing network: name the ranges that may open the Airflow interface',
    );
  for (const { range } of props.airflowRanges ?? []) {
    if (!ipaddr.IPv4.isValidCIDR(range))
      report('CIDR_INVALID', 'airflowRanges', `"${range}" is not a range of addresses`);
    else if (ipaddr.IPv4.parseCIDR(range)[1] < NARROWEST_OPEN_PREFIX)
      report('CIDR_TOO_WIDE', 'airflowRanges', `"${range}" is wider than any network that somebody owns`);
  }
  if (props.owner !== undefined && !LABEL.test(props.owner))
    report('LABEL_INVALID', 'owner', 'a label has lower-case letters, digits, _ and -, at most 63');
  if (REGION.test(props.region) && !REGIONS.has(props.region))
    report('REGION_OUTSIDE_TAXONOMY', 'region', `"${props.region}" has no policy tags`);
  if (props.destroyableData?.reason.trim() === '')
    report('REASON_MISSING', 'destroyableData.reason', 'weakening needs a reason');
  if (props.destroyableData && props.lockRetention)
    report('LOCK_WITH_DESTROYABLE', 'lockRetention', 'data under a locked retention cannot be destroyable');
  if (props.generation !== undefined && !(Number.isInteger(props.generation) && props.generation >= 1))
    report('GENERATION_INVALID', 'generation', 'a whole number from 1');
  return problems;
}

function specInput(environment: string, props: RcmEnvironmentProps, names: EnvironmentNames) {
  const { group, stage, projectId: project, region } = names.scope;
  return {
    version: 1,
    environment,
    group,
    stage,
    project,
    region,
    dailyRun: props.dailyRun,
    buckets: Object.fromEntries(
      (['inbox', 'landing', 'archive', 'curated', 'code'] as const).map((role) => [
        role,
        evenIfRefused(() => names.bucket(role)),
      ]),
    ),
    cloudRunJobs: Object.fromEntries(
      CONTAINER_WORKLOADS.map((workload) => [workload, evenIfRefused(() => names.containerJob(workload))]),
    ),
    references: props.references ?? ENVIRONMENT_DEFAULTS.references,
    ...(Object.keys(props.mapping ?? {}).length === 0 ? {} : { mapping: props.mapping }),
    ...(props.model === undefined ? {} : { model: props.model }),
    quality: props.quality ?? {},
    warehouse: { maximumGibibytesBilled: stageSettings(stage, props).maximumGibibytesBilled },
  };
}

function settingsOf(
  props: RcmEnvironmentProps,
  names: EnvironmentNames,
  spec: EnvironmentSettings['spec'],
  hasDestroyKey: boolean,
): EnvironmentSettings {
  const { network } = props;
  const own = stageSettings(spec.stage, props);
  // With both keys the retention ends as well: a bucket cannot be destroyed while its objects are retained.
  const stage: StageSettings =
    props.destroyableData && hasDestroyKey ? { ...own, protection: 'destroyable', keepDays: 0 } : own;
  const placement = network && {
    network: networkName(network.projectId, network.network),
    subnetwork: subnetworkName(network.projectId, props.region, network.subnetwork),
  };
  return {
    props,
    names,
    spec,
    stage,
    protection: stage.protection,
    weakenings: weakenings(spec.stage, props),
    owner: props.owner ?? spec.group,
    placement: placement ?? { network: names.network, subnetwork: names.subnetwork },
    key: (role) => ({ name: names.key(role), location: props.region }),
    identity: (role) => ({ email: names.email(names.serviceAccount(role)) }),
    stateBucket: props.localState ? undefined : (props.stateBucket ?? names.stateBucket),
    problems: [],
  };
}
