import type { SpecProblem } from '../../model/problems';
import type { RcmEnvironmentProps } from '../props/environment-props';

const ADDRESS = /^(?<local>[a-z0-9._-]+)@(?<domain>[a-z0-9-]+(\.[a-z0-9-]+)+)$/;
/** Mail providers for individuals: an address there belongs to a person. */
const PERSONAL_DOMAINS = new Set([
  'aol.com',
  'gmail.com',
  'googlemail.com',
  'hotmail.com',
  'icloud.com',
  'live.com',
  'me.com',
  'outlook.com',
  'proton.me',
  'protonmail.com',
  'yahoo.com',
]);
/** Two words with a dot are a person's name, unless one of them is what a team does. */
const TEAM_WORDS =
  /^(access|admins?|alerts?|all|analysts?|analytics|audit(ors?)?|billing|breakglass|claims|cloud|compliance|data|devops|emergency|engineer(s|ing)?|finance|gcp|groups?|infra(structure)?|infosec|it|legal|officers?|on-?call|operations|operators|ops|pipeline|platform|privacy|rcm|readers?|revenue|reviewers?|risk|security|service|sre|staff|support|teams?|users|warehouse)$/;

/** Problems of the addresses to which an environment gives access or sends notices. */
export function addressProblems(props: RcmEnvironmentProps): SpecProblem[] {
  const groups = Object.entries<string>({ ...props.groups }).map(
    ([role, address]) => [`groups.${role}`, address] as const,
  );
  const contact = props.securityContact ? [['securityContact', props.securityContact] as const] : [];
  const account = props.loggingKmsAccount;
  return [
    ...[...groups, ...contact].flatMap(([path, address]) => groupProblem(path, address)),
    ...reviewersProblems(groups),
    ...(account === undefined || ADDRESS.test(account)
      ? []
      : [
          {
            code: 'ACCOUNT_ADDRESS_INVALID' as const,
            path: 'loggingKmsAccount',
            message: `"${account}" is not the address of an account`,
          },
        ]),
  ];
}

/** Separation of duties, 45 CFR 164.308(a)(3): nobody reviews their own use of the data. */
function reviewersProblems(groups: readonly (readonly [path: string, address: string])[]): SpecProblem[] {
  const [path, reviewers] = groups.find(([each]) => each === 'groups.reviewers') ?? [];
  const shared = groups.filter(([each, address]) => each !== path && address === reviewers);
  return shared.map(([other]) => ({
    code: 'REVIEWERS_NOT_APART',
    path: 'groups.reviewers',
    message: `the same group as ${other}`,
  }));
}

/** Problems of the group of a hospital's own analysts. */
export function analystProblems(
  { groups }: RcmEnvironmentProps,
  hospitalId: string,
  analysts: string | undefined,
): SpecProblem[] {
  if (analysts === undefined) return [];
  const path = `hospitals.${hospitalId}.analysts`;
  return [
    ...groupProblem(path, analysts),
    ...(groups.hospitalAnalysts === undefined
      ? [
          {
            code: 'HOSPITAL_ANALYSTS_MISSING' as const,
            path,
            message: `"${analysts}" cannot run queries: set groups.hospitalAnalysts to a group that contains it`,
          },
        ]
      : []),
  ];
}

/** Problems of an address that must be a Google group's. */
export function groupProblem(path: string, address: string): SpecProblem[] {
  const parts = ADDRESS.exec(address)?.groups;
  const { local, domain } = { local: parts?.['local'] ?? '', domain: parts?.['domain'] ?? '' };
  if (!local || domain.endsWith('.gserviceaccount.com'))
    return [{ code: 'GROUP_ADDRESS_INVALID', path, message: `"${address}" is not the address of a group` }];
  const words = local.split('.');
  const isName = words.length === 2 && words.every((word) => /^[a-z]+$/.test(word) && !TEAM_WORDS.test(word));
  return isName || PERSONAL_DOMAINS.has(domain)
    ? [{ code: 'GROUP_ADDRESS_PERSONAL', path, message: `"${address}" looks like a person's address` }]
    : [];
}
