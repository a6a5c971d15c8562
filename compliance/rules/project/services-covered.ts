import { isCovered } from '../../../model/covered-services';
import type { ResourceRule } from '../../verdicts/rule';
import { expectValue } from '../../verdicts/verdict';

const DOMAIN = '.googleapis.com';

export const servicesCovered: ResourceRule = {
  id: 'project-services-covered',
  title: "Only services that Google's agreement covers are enabled",
  severity: 'medium',
  controls: ['164.308(b)(1)'],
  why: 'Google has not promised to protect data in a service outside the agreement.',
  fix: "Leave the service out; if Google's own list has its product, add an exception with the day on which you read the list.",
  resourceTypes: ['google_project_service'],
  check: ({ attributes }) =>
    expectValue(
      attributes['service'],
      (service) =>
        typeof service === 'string' && service.endsWith(DOMAIN) && isCovered(service.slice(0, -DOMAIN.length)),
      { attribute: 'service', message: `${String(attributes['service'])} is not on the list` },
    ),
};
