import { attribute, isTrue } from '../../arguments/attribute';
import { isBeforeProduction } from '../../estate/resource';
import type { ResourceRule } from '../../verdicts/rule';
import { allOf, expectValue } from '../../verdicts/verdict';

const SNAPSHOTS = ['config', 'recovery_config', 'scheduled_snapshots_config'];

export const environmentSnapshots: ResourceRule = {
  id: 'composer-environment-snapshots',
  title: 'In production, Airflow snapshots are scheduled',
  severity: 'medium',
  controls: ['164.308(a)(7)(ii)(A)', '164.308(a)(7)(ii)(B)'],
  why: 'Without a snapshot a new environment does not know which runs are done and which are due.',
  fix: 'Set config.recovery_config.scheduled_snapshots_config with enabled = true, a schedule and a location.',
  resourceTypes: ['google_composer_environment'],
  check(environment) {
    if (isBeforeProduction(environment)) return 'not_applicable';
    const at = (name: string) => attribute(environment.attributes, ...SNAPSHOTS, name);
    const path = SNAPSHOTS.join('.');
    const isSet = (value: unknown) => value !== undefined && value !== '';
    if (at('enabled') === undefined) return [{ attribute: `${path}.enabled`, message: 'no snapshots are taken' }];
    return allOf(
      expectValue(at('enabled'), isTrue, { attribute: `${path}.enabled`, message: 'no snapshots are taken' }),
      expectValue(at('snapshot_location'), isSet, {
        attribute: `${path}.snapshot_location`,
        message: 'no location for snapshots is set',
      }),
      expectValue(at('snapshot_creation_schedule'), isSet, {
        attribute: `${path}.snapshot_creation_schedule`,
        message: 'no schedule for snapshots is set',
      }),
    );
  },
};
