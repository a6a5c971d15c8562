import { parseSpec } from '../../model/parse-spec';
import { pipelineSpecSchema } from '../../model/spec';
import { sampleSpec } from '../../test/acceptance/sample-spec';
import { refuseRealDatabases } from './sample-databases';

it('does not fill a database of another engine, also on this machine', () => {
  const sample = sampleSpec();
  expect(() => refuseRealDatabases(sample)).not.toThrow();
  const emr = {
    kind: 'postgres',
    host: '127.0.0.1',
    database: 'emr',
    user: 'reader',
    passwordSecret: 'p',
    tls: 'none',
  };
  const hospitals = sample.hospitals.map((hospital) => ({ ...hospital, emr }));
  expect(() => refuseRealDatabases(parseSpec(pipelineSpecSchema, { ...sample, hospitals }))).toThrow(/not MySQL/);
});
