import { attribute, isUnknown } from '../../arguments/attribute';
import { ofTypes } from '../../estate/estate';
import { referenced } from '../../estate/references';
import { touchesAuditLogs } from '../../rule-parts/audit-filter';
import { SINK_TYPES, STORE, sinksOfAuditLogs } from '../../rule-parts/audit-sinks';
import type { ResourceRule } from '../../verdicts/rule';

/** The type of what a destination of a service names, and the argument with its name. */
const STORES: Readonly<Record<string, { readonly type: string; readonly name: string }>> = {
  storage: { type: 'google_storage_bucket', name: 'name' },
  logging: { type: 'google_logging_project_bucket_config', name: 'bucket_id' },
  bigquery: { type: 'google_bigquery_dataset', name: 'dataset_id' },
};

export const sinkDestination: ResourceRule = {
  id: 'logging-sink-destination',
  title: 'Audit logs go to a store inside the environment',
  severity: 'medium',
  controls: ['164.312(b)', '164.312(c)(1)'],
  why: 'For a store elsewhere, the review cannot see its readers, its retention or its existence.',
  fix: 'Set destination to a log bucket, bucket or dataset of the environment, or review the other project with it.',
  resourceTypes: [...SINK_TYPES],
  check(sink, estate) {
    const destination = attribute(sink.attributes, 'destination');
    const others = sinksOfAuditLogs(estate, sink.project).filter((other) => other !== sink);
    // A sink for something else may send it on, beside one that keeps the audit logs; without a filter, or with one that lets audit logs
    // through, it takes copies of them out of the environment.
    const filter = attribute(sink.attributes, 'filter');
    if (isUnknown(filter) && others.length > 0) return 'unknown';
    if (others.length > 0 && !touchesAuditLogs(filter)) return 'not_applicable';
    const defect = (message: string) => [{ attribute: 'destination', message }];
    const service = STORE.exec(String(destination ?? ''))?.[1];
    if (service === undefined) {
      return isUnknown(destination) && String(destination).startsWith('${')
        ? 'unknown'
        : defect('the destination keeps no logs');
    }
    const store = STORES[service];
    const target = referenced(estate, sink, destination);
    if (store === undefined || target?.type === store.type) return [];
    if (isUnknown(destination)) return 'unknown';
    const last = String(destination).split('/').at(-1);
    if (ofTypes(estate, store.type).some((each) => each.attributes[store.name] === last)) return [];
    return estate.complete ? defect(`nothing in the environment is called ${last}`) : 'unknown';
  },
};
