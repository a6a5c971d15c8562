import { attribute, isUnknown } from '../../arguments/attribute';
import type { ResourceRule } from '../../verdicts/rule';

const ARGUMENTS: Readonly<Record<string, readonly string[]>> = {
  google_cloudbuildv2_repository: ['remote_uri'],
  google_cloudbuildv2_connection: ['github_enterprise_config', 'host_uri'],
};

export const repositoryAddress: ResourceRule = {
  id: 'build-repository-address',
  title: 'Repositories are fetched over TLS, without a password in the address',
  severity: 'medium',
  controls: ['164.312(e)(2)(ii)', '164.312(c)(1)', '164.308(a)(5)(ii)(D)'],
  why: 'On a plain connection an attacker can change what is built; a password in an address is visible to every reader.',
  fix: 'Use an address with https:// and without user and password.',
  resourceTypes: Object.keys(ARGUMENTS),
  check({ type, attributes }) {
    const path = ARGUMENTS[type] ?? [];
    const address = attribute(attributes, ...path);
    if (isUnknown(address)) return 'unknown';
    if (address === undefined)
      return type.endsWith('_connection')
        ? 'not_applicable'
        : [{ attribute: path.join('.'), message: 'there is no address' }];
    const argument = path.join('.');
    if (!String(address).startsWith('https://')) return [{ attribute: argument, message: 'the address is not https' }];
    return /^https:\/\/[^/]*@/.test(String(address))
      ? [{ attribute: argument, message: 'the address holds a user name or password' }]
      : [];
  },
};
