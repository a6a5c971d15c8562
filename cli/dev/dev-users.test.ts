import { parseSpec } from '../../model/parse-spec';
import { pipelineSpecSchema } from '../../model/spec';
import { sampleSpec } from '../../test/acceptance/sample-spec';
import { UsageError } from '../errors/usage-error';
import { devSpec } from './dev-users';

const emr = { kind: 'postgres', host: '10.20.0.12', database: 'emr', user: 'reader', passwordSecret: 'p' };
const spec = (mapping: object) => {
  const sample = sampleSpec();
  const hospitals = sample.hospitals.map((hospital, place) => (place === 0 ? { ...hospital, emr, mapping } : hospital));
  return parseSpec(pipelineSpecSchema, { ...sample, hospitals });
};

it('puts every hospital on the server of the session, also one with another engine', () => {
  expect(devSpec(spec({}), 3399).hospitals.map((hospital) => hospital.emr)).toEqual([
    expect.objectContaining({ kind: 'mysql', host: '127.0.0.1', port: 3399, database: 'hospital_a_db' }),
    expect.objectContaining({ kind: 'mysql', host: '127.0.0.1', port: 3399, database: 'hospital_b_db' }),
  ]);
});

it.each([{ where: 'a = 1' }, { from: { query: 'select 1 as a' } }])('refuses SQL of another engine: %j', (patients) => {
  expect(() => devSpec(spec({ patients }), 3399)).toThrow(UsageError);
});
