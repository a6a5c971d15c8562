import { bigqueryFailure } from './failure';

/** As the client throws them: an answer of the API, or a socket's error. */
const answer = (code: number | undefined, reason: string, message = '') => ({ code, message, errors: [{ reason }] });

it.each([
  [answer(503, 'backendError'), 'WAREHOUSE_UNREACHABLE'],
  [answer(403, 'rateLimitExceeded'), 'WAREHOUSE_UNREACHABLE'],
  [answer(undefined, 'jobRateLimitExceeded'), 'WAREHOUSE_UNREACHABLE'],
  [{ code: 429, message: '' }, 'WAREHOUSE_UNREACHABLE'],
  [{ code: 502, message: '<html>' }, 'WAREHOUSE_UNREACHABLE'],
  [{ code: 'ECONNREFUSED', message: 'connect ECONNREFUSED' }, 'WAREHOUSE_UNREACHABLE'],
  [answer(403, 'accessDenied'), 'WAREHOUSE_ACCESS_DENIED'],
  [{ code: 401, message: '' }, 'WAREHOUSE_ACCESS_DENIED'],
  [
    answer(400, 'invalidQuery', 'Transaction is aborted due to concurrent update against table p:d.t'),
    'WAREHOUSE_CONFLICT',
  ],
  [answer(400, 'bytesBilledLimitExceeded'), 'WAREHOUSE_BYTES_EXCEEDED'],
  [answer(500, 'bytesBilledLimitExceeded'), 'WAREHOUSE_BYTES_EXCEEDED'],
  [answer(400, 'invalidQuery'), 'WAREHOUSE_STATEMENT_FAILED'],
  [new TypeError('x is not a function'), 'WAREHOUSE_STATEMENT_FAILED'],
  [undefined, 'WAREHOUSE_STATEMENT_FAILED'],
])('%j is %s', (error, code) => {
  expect(bigqueryFailure('load-claims', error)).toMatchObject({ code });
});

it('repeats names and the position, but no value', () => {
  const bad = bigqueryFailure('load-claims', answer(400, 'invalidQuery', 'Bad int64 value: Ng-secret-4711 at [3:14]'));
  expect(bad.detail).toBe('load-claims: BigQuery invalidQuery (at 3:14 of its SQL)');
  const absent = bigqueryFailure(
    'load-claims',
    answer(404, 'notFound', 'Not found: Table p:silver.claims was not found'),
  );
  expect(absent.detail).toBe('load-claims: BigQuery notFound (p:silver.claims)');
});

it('says how many bytes a query needed and how many it was allowed', () => {
  const message = 'Query exceeded limit for bytes billed: 1073741824. 5368709120 or higher required.';
  const exceeded = bigqueryFailure('gold.fact_claims.load', answer(400, 'bytesBilledLimitExceeded', message));
  expect(exceeded.retryable).toBe(false);
  expect(exceeded.detail).toBe(
    'gold.fact_claims.load: BigQuery bytesBilledLimitExceeded (5368709120 bytes needed, 1073741824 allowed)',
  );
});
