import { attribute, isTrue } from '../../arguments/attribute';
import type { ResourceRule } from '../../verdicts/rule';
import { allOf, expectValue } from '../../verdicts/verdict';

const INSIDE = ['INGRESS_TRAFFIC_INTERNAL_ONLY', 'INGRESS_TRAFFIC_INTERNAL_LOAD_BALANCER'];

export const serviceInside: ResourceRule = {
  id: 'run-service-inside',
  title: 'Services answer inside the network only, and ask who calls',
  severity: 'high',
  controls: ['164.312(a)(1)', '164.312(d)', '164.312(e)(1)'],
  why: 'A service with the default answers the whole internet; only the check of the caller then guards it.',
  fix: 'Set ingress to INGRESS_TRAFFIC_INTERNAL_ONLY; leave invoker_iam_disabled out.',
  resourceTypes: ['google_cloud_run_v2_service'],
  check: ({ attributes }) =>
    allOf(
      expectValue(attribute(attributes, 'ingress'), (value) => INSIDE.includes(String(value)), {
        attribute: 'ingress',
        message: 'the internet may call it',
      }),
      expectValue(attribute(attributes, 'invoker_iam_disabled'), (value) => !isTrue(value), {
        attribute: 'invoker_iam_disabled',
        message: 'it does not ask who calls',
      }),
    ),
};
