import { attribute, blocks, isUnknown, strings } from '../../arguments/attribute';
import { referenced } from '../../estate/references';
import type { ResourceRule } from '../../verdicts/rule';
import type { Defect } from '../../verdicts/verdict';

export const routineStaysInside: ResourceRule = {
  id: 'bigquery-routine-stays-inside',
  title: 'Functions send no rows outside the environment and run no outside code',
  severity: 'high',
  controls: ['164.312(e)(1)', '164.308(b)(1)', '164.312(a)(1)'],
  why: 'A remote function sends each row of a query to an address that no grant on the table shows.',
  fix: 'Set remote_function_options.endpoint to a service of the environment, and imported_libraries to files in its buckets.',
  resourceTypes: ['google_bigquery_routine'],
  check(routine, estate) {
    const remote = blocks(routine.attributes, 'remote_function_options');
    const libraries = strings(attribute(routine.attributes, 'imported_libraries'));
    if (remote === 'unknown' || libraries === 'unknown') return 'unknown';
    const defects: Defect[] = [];
    let unknown = false;
    for (const each of remote) {
      const endpoint = attribute(each, 'endpoint');
      if (referenced(estate, routine, endpoint)) continue;
      if (isUnknown(endpoint)) unknown = true;
      else {
        defects.push({
          attribute: 'remote_function_options.endpoint',
          message: 'rows go to an address outside the environment',
        });
      }
    }
    for (const library of libraries) {
      if (referenced(estate, routine, library)) continue;
      if (isUnknown(library)) unknown = true;
      else defects.push({ attribute: 'imported_libraries', message: `the function runs ${library}` });
    }
    return defects.length === 0 && unknown ? 'unknown' : defects;
  },
};
