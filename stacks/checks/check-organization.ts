import type { ProblemCode, SpecProblem } from '../../model/problems';
import type { RcmEnvironmentProps } from '../props/environment-props';
import type { OwnPerimeter } from '../props/organization-props';

const NUMBER = /^[0-9]+$/;
const PROJECT_NUMBER = /^[0-9]{6,15}$/;
const EXISTING = /^accessPolicies\/[0-9]+\/servicePerimeters\/[A-Za-z][A-Za-z0-9_]*$/;
const ACCESS_LEVEL = /^[A-Za-z][A-Za-z0-9_]*$/;
const MEMBER = /^(serviceAccount|group):[^@\s:]+@[^@\s]+$/;

/** Problems of the service perimeter. */
export function organizationProblems({ perimeter }: Pick<RcmEnvironmentProps, 'perimeter'>): SpecProblem[] {
  if (!perimeter) return [];
  return [
    ...('existing' in perimeter
      ? unless(EXISTING, perimeter.existing, 'PERIMETER_INVALID', 'existing', 'the full name of a perimeter')
      : ownProblems(perimeter)),
    ...(perimeter.enforce?.reason.trim() === ''
      ? [
          {
            code: 'REASON_MISSING' as const,
            path: 'perimeter.enforce.reason',
            message: 'enforcing the perimeter needs a reason',
          },
        ]
      : []),
  ];
}

function ownProblems({ accessLevels, accessPolicy, deployers, projectNumbers }: OwnPerimeter): SpecProblem[] {
  const each = (texts: readonly string[] | undefined, pattern: RegExp, code: ProblemCode, path: string, what: string) =>
    (texts ?? []).flatMap((text, index) => unless(pattern, text, code, `${path}[${index}]`, what));
  return [
    ...unless(NUMBER, accessPolicy, 'PERIMETER_INVALID', 'accessPolicy', 'the number of an access policy'),
    ...each(projectNumbers, PROJECT_NUMBER, 'PROJECT_NUMBER_INVALID', 'projectNumbers', 'the number of a project'),
    ...each(accessLevels, ACCESS_LEVEL, 'PERIMETER_INVALID', 'accessLevels', 'the name of an access level'),
    ...each(deployers, MEMBER, 'MEMBER_INVALID', 'deployers', 'a group or a service account'),
  ];
}

function unless(pattern: RegExp, text: string, code: ProblemCode, path: string, what: string): SpecProblem[] {
  return pattern.test(text) ? [] : [{ code, path: `perimeter.${path}`, message: `"${text}" is not ${what}` }];
}
