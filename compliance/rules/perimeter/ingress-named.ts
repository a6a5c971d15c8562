import { attribute, blocks, strings } from '../../arguments/attribute';
import type { ResourceRule } from '../../verdicts/rule';
import { allOf, judgeBlocks, type Verdict } from '../../verdicts/verdict';

const PATH = 'status.ingress_policies';

function named(value: Parameters<typeof strings>[0], argument: string, message: string): Verdict {
  const list = strings(value);
  if (list === 'unknown') return list;
  return list.includes('*') || list.length === 0 ? [{ attribute: argument, message }] : [];
}

export const perimeterIngressNamed: ResourceRule = {
  id: 'perimeter-ingress-named',
  title: 'Ingress into a perimeter names identities and services',
  severity: 'medium',
  controls: ['164.312(a)(1)', '164.502(b)'],
  why: 'Ingress for any identity to every service opens the whole perimeter.',
  fix: 'Name identities, sources and services in ingress_policies.',
  resourceTypes: ['google_access_context_manager_service_perimeter'],
  check({ attributes }) {
    const status = attribute(attributes, 'status');
    const policies = blocks(status, 'ingress_policies');
    if (policies === 'unknown') return policies;
    return allOf(
      [],
      ...policies.map((policy) => {
        const from = attribute(policy, 'ingress_from');
        const any = attribute(from, 'identity_type');
        const who: Verdict =
          any === 'ANY_IDENTITY'
            ? [{ attribute: `${PATH}.ingress_from.identity_type`, message: 'any identity is allowed' }]
            : any === undefined || any === ''
              ? named(attribute(from, 'identities'), `${PATH}.ingress_from.identities`, 'no identity is named')
              : [];
        const sources = blocks(from, 'sources');
        const where: Verdict =
          sources === 'unknown'
            ? sources
            : sources.length === 0
              ? [{ attribute: `${PATH}.ingress_from.sources`, message: 'no source is named' }]
              : [];
        // Named identities are limited by their grants; a whole kind of identity also needs named services.
        const kind = any !== undefined && any !== '';
        const what: Verdict = kind
          ? judgeBlocks(attribute(policy, 'ingress_to'), 'operations', (operation) =>
              named(operation['service_name'], `${PATH}.ingress_to.operations.service_name`, 'every service answers'),
            )
          : [];
        return allOf(who, where, what);
      }),
    );
  },
};
