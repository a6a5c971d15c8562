import { isCovered } from '../../../model/covered-services';
import type { ResourceRule } from '../../verdicts/rule';
import { expectValue } from '../../verdicts/verdict';

const DOMAIN = '.googleapis.com';

export const servicesCovered: ResourceRule = {
  id: 'project-services-covered',
  title: "Only services on the list that was compared with Google's agreement are enabled",
  severity: 'medium',
  controls: ['164.308(b)(1)'],
  why: 'What a service outside the agreement is given, nobody has promised to protect.',
  fix: "Leave the service out; if Google's own list has its product, make an exception that says when the list was read.",
  resourceTypes: ['google_project_service'],
  check: ({ attributes }) =>
    expectValue(
      attributes['service'],
      (service) =>
        typeof service === 'string' && service.endsWith(DOMAIN) && isCovered(service.slice(0, -DOMAIN.length)),
      { attribute: 'service', message: `${String(attributes['service'])} is not on the list` },
    ),
};
