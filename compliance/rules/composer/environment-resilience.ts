import { attribute } from '../../arguments/attribute';
import { isBeforeProduction } from '../../estate/resource';
import type { ResourceRule } from '../../verdicts/rule';
import { expectValue } from '../../verdicts/verdict';

export const environmentResilience: ResourceRule = {
  id: 'composer-environment-resilience',
  title: 'In production, Airflow survives the failure of a zone',
  severity: 'low',
  controls: ['164.308(a)(7)(ii)(C)'],
  why: 'In a single zone, no step runs until the zone is back.',
  fix: 'Set config.resilience_mode to HIGH_RESILIENCE.',
  resourceTypes: ['google_composer_environment'],
  check(environment) {
    if (isBeforeProduction(environment)) return 'not_applicable';
    return expectValue(
      attribute(environment.attributes, 'config', 'resilience_mode'),
      (value) => value === 'HIGH_RESILIENCE',
      { attribute: 'config.resilience_mode', message: 'it runs in a single zone' },
    );
  },
};
