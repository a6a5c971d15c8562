import { judged } from '../../../test/judged';
import { estateOf } from '../../estate/estate';
import { readPlan } from '../../reading/plan';
import { evaluate } from '../../verdicts/evaluate';
import { keyPreventDestroy } from './key-prevent-destroy';

it('reports a key of production that an apply may destroy', () => {
  expect(
    judged(keyPreventDestroy, {
      google_kms_crypto_key: { silent: {}, off: { lifecycle: { prevent_destroy: false } } },
    }),
  ).toEqual({
    checked: 2,
    defects: {
      'google_kms_crypto_key.silent': ['lifecycle.prevent_destroy'],
      'google_kms_crypto_key.off': ['lifecycle.prevent_destroy'],
    },
    unknown: [],
  });
});
it('accepts a protected key, having looked at it', () => {
  expect(
    judged(keyPreventDestroy, { google_kms_crypto_key: { kept: { lifecycle: [{ prevent_destroy: true }] } } }),
  ).toEqual({ checked: 1, defects: {}, unknown: [] });
});
it("is not about stages without patients' data", () => {
  expect(judged(keyPreventDestroy, { google_kms_crypto_key: { dev: { labels: { stage: 'dev' } } } })).toEqual({
    checked: 0,
    defects: {},
    unknown: [],
  });
});
it('answers unknown from a plan, which does not carry lifecycle', () => {
  const plan = {
    format_version: '1.2',
    planned_values: {
      root_module: {
        resources: [{ address: 'google_kms_crypto_key.k', type: 'google_kms_crypto_key', mode: 'managed', values: {} }],
      },
    },
  };
  const { checked, unknown } = evaluate(
    keyPreventDestroy,
    estateOf([readPlan('foundation', plan)], { complete: false }),
  );
  expect({ checked, unknown: unknown.map((each) => each.address) }).toEqual({
    checked: 0,
    unknown: ['google_kms_crypto_key.k'],
  });
});
