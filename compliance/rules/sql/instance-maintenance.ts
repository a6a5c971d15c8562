import { attribute, numberOf } from '../../arguments/attribute';
import { isBeforeProduction } from '../../estate/resource';
import { isReplica } from '../../rule-parts/sql-instance';
import type { ResourceRule } from '../../verdicts/rule';
import { allOf, expectValue } from '../../verdicts/verdict';

const WINDOW = 'settings.maintenance_window';

export const instanceMaintenance: ResourceRule = {
  id: 'sql-instance-maintenance',
  title: 'Production databases have a maintenance window after other stages',
  severity: 'low',
  controls: ['164.308(a)(7)(ii)(C)'],
  why: 'Without a window, a restart can interrupt a registration or the daily run.',
  fix: 'Set day and hour of settings.maintenance_window, and update_track to stable or week5.',
  resourceTypes: ['google_sql_database_instance'],
  check(instance) {
    if (isBeforeProduction(instance) || isReplica(instance.attributes)) return 'not_applicable';
    const given = (name: string) => attribute(instance.attributes, 'settings', 'maintenance_window', name);
    return allOf(
      expectValue(given('day'), (day) => numberOf(day) >= 1, {
        attribute: `${WINDOW}.day`,
        message: 'no day for maintenance is set',
      }),
      // Hour 0 is midnight.
      expectValue(given('hour'), (hour) => numberOf(hour) >= 0, {
        attribute: `${WINDOW}.hour`,
        message: 'no hour for maintenance is set',
      }),
      expectValue(given('update_track'), (track) => track !== 'canary', {
        attribute: `${WINDOW}.update_track`,
        message: 'production gets updates before others',
      }),
    );
  },
};
