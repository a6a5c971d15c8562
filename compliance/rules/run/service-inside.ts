import { attribute, isTrue } from '../../arguments/attribute';
import type { ResourceRule } from '../../verdicts/rule';
import { allOf, expectValue } from '../../verdicts/verdict';

const INSIDE = ['INGRESS_TRAFFIC_INTERNAL_ONLY', 'INGRESS_TRAFFIC_INTERNAL_LOAD_BALANCER'];

export const serviceInside: ResourceRule = {
  id: 'run-service-inside',
  title: 'Services answer inside the network only and authenticate callers',
  severity: 'high',
  controls: ['164.312(a)(1)', '164.312(d)', '164.312(e)(1)'],
  why: 'By default a service answers the whole internet, protected only by the check of the caller.',
  fix: 'Set ingress to INGRESS_TRAFFIC_INTERNAL_ONLY; leave invoker_iam_disabled out.',
  resourceTypes: ['google_cloud_run_v2_service'],
  check: ({ attributes }) =>
    allOf(
      expectValue(attribute(attributes, 'ingress'), (value) => INSIDE.includes(String(value)), {
        attribute: 'ingress',
        message: 'the internet can call it',
      }),
      expectValue(attribute(attributes, 'invoker_iam_disabled'), (value) => !isTrue(value), {
        attribute: 'invoker_iam_disabled',
        message: 'callers are not authenticated',
      }),
    ),
};
