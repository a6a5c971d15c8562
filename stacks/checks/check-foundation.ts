import { isDay } from '../../compliance/arguments/day';
import { isCovered } from '../../model/covered-services';
import type { NameScope } from '../../model/names';
import type { ProblemCode, SpecProblem } from '../../model/problems';
import type { RcmEnvironmentProps } from '../props/environment-props';
import { groupProblem } from './check-addresses';

const PROJECT_ID = /^[a-z][a-z0-9-]{4,28}[a-z0-9]$/;
const KEY_RING = /^[a-zA-Z0-9_-]{1,63}$/;
const EARLIEST_ZONE_MILLISECONDS = 14 * 3_600_000;

type FoundationProps = Pick<
  RcmEnvironmentProps,
  'additionalServices' | 'baa' | 'encryption' | 'region' | 'technicalContact'
>;

/** Problems of the agreement with Google, of the APIs asked for, of another project's keys, and of the contacts. */
export function foundationProblems(stage: NameScope['stage'], props: FoundationProps): SpecProblem[] {
  return [
    ...agreementProblems(stage, props.baa),
    ...serviceProblems(props.additionalServices ?? []),
    ...keyRingProblems(props),
    ...(props.technicalContact === undefined ? [] : groupProblem('technicalContact', props.technicalContact)),
  ];
}

function agreementProblems(stage: NameScope['stage'], baa: FoundationProps['baa']): SpecProblem[] {
  if (!baa) {
    return stage === 'prod'
      ? [
          problem(
            'BAA_MISSING',
            'baa',
            "nothing says that Google's agreement for protected health information was accepted",
          ),
        ]
      : [];
  }
  const { acceptedOn, by } = baa;
  return [
    ...(isDay(acceptedOn) ? [] : [problem('DAY_INVALID', 'baa.acceptedOn', `"${acceptedOn}" is not a day`)]),
    ...(isDay(acceptedOn) && acceptedOn > today()
      ? [problem('DAY_INVALID', 'baa.acceptedOn', `"${acceptedOn}" is still to come: nothing is accepted yet`)]
      : []),
    ...groupProblem('baa.by', by),
  ];
}

function serviceProblems(services: readonly string[]): SpecProblem[] {
  return services.flatMap((service, index) =>
    isCovered(service)
      ? []
      : [
          problem(
            'SERVICE_NOT_COVERED',
            `additionalServices[${index}]`,
            `"${service}" is not on the list of APIs that Google's agreement covers`,
          ),
        ],
  );
}

function keyRingProblems({ encryption, region }: FoundationProps): SpecProblem[] {
  if (!encryption) return [];
  const { keyProject, keyRing, location } = encryption;
  return [
    ...(PROJECT_ID.test(keyProject)
      ? []
      : [problem('PROJECT_INVALID', 'encryption.keyProject', `"${keyProject}" is not the id of a project`)]),
    ...(KEY_RING.test(keyRing)
      ? []
      : [problem('KEY_RING_INVALID', 'encryption.keyRing', `"${keyRing}" is not the name of a key ring`)]),
    ...(location === undefined || location === region
      ? []
      : [
          problem(
            'KEY_LOCATION_DIFFERS',
            'encryption.location',
            `keys in "${location}" cannot encrypt what is in "${region}"`,
          ),
        ]),
  ];
}

/** The day where it begins first, 14 hours before Greenwich. */
function today(): string {
  return new Date(Date.now() + EARLIEST_ZONE_MILLISECONDS).toISOString().slice(0, 'YYYY-MM-DD'.length);
}

function problem(code: ProblemCode, path: string, message: string): SpecProblem {
  return { code, path, message };
}
