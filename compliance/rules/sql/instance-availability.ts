import { attribute } from '../../arguments/attribute';
import { isBeforeProduction } from '../../estate/resource';
import { isReplica } from '../../rule-parts/sql-instance';
import type { ResourceRule } from '../../verdicts/rule';
import { expectValue } from '../../verdicts/verdict';

export const instanceAvailability: ResourceRule = {
  id: 'sql-instance-availability',
  title: 'Production databases survive the loss of a zone',
  severity: 'medium',
  controls: ['164.308(a)(7)(ii)(C)', '164.308(a)(7)(ii)(B)'],
  why: 'In a single zone, the database is down as long as the zone is.',
  fix: 'Set settings.availability_type to REGIONAL.',
  resourceTypes: ['google_sql_database_instance'],
  check(instance) {
    if (isBeforeProduction(instance) || isReplica(instance.attributes)) return 'not_applicable';
    return expectValue(
      attribute(instance.attributes, 'settings', 'availability_type'),
      (value) => value === 'REGIONAL',
      { attribute: 'settings.availability_type', message: 'availability_type is not REGIONAL' },
    );
  },
};
