import { judged } from '../../../test/judged';
import { sinkWriterIdentity } from './sink-writer-identity';

it('reports the shared identity, and a sink that is off', () => {
  expect(
    judged(sinkWriterIdentity, {
      google_logging_project_sink: {
        shared: { unique_writer_identity: false },
        off: { unique_writer_identity: true, disabled: true },
      },
    }),
  ).toEqual({
    checked: 2,
    defects: {
      'google_logging_project_sink.shared': ['unique_writer_identity'],
      'google_logging_project_sink.off': ['disabled'],
    },
    unknown: [],
  });
});
it("accepts an identity of its own, the provider's default among them, having looked at it", () => {
  expect(
    judged(sinkWriterIdentity, { google_logging_project_sink: { own: { unique_writer_identity: true }, silent: {} } }),
  ).toEqual({ checked: 2, defects: {}, unknown: [] });
});
it('is not about other resources', () => {
  expect(judged(sinkWriterIdentity, { google_compute_route: { other: {} } })).toEqual({
    checked: 0,
    defects: {},
    unknown: [],
  });
});
it('does not know what a variable will hold', () => {
  expect(
    judged(sinkWriterIdentity, { google_logging_project_sink: { variable: { unique_writer_identity: '${var.own}' } } }),
  ).toEqual({ checked: 0, defects: {}, unknown: ['google_logging_project_sink.variable'] });
});
