import { attribute, isFalse, isTrue } from '../../arguments/attribute';
import type { ResourceRule } from '../../verdicts/rule';
import { allOf, expectValue } from '../../verdicts/verdict';

export const sinkWriterIdentity: ResourceRule = {
  id: 'logging-sink-writer-identity',
  title: 'Log sinks are enabled and write under an identity of their own',
  severity: 'medium',
  controls: ['164.312(b)', '164.312(c)(1)'],
  why: 'Under the shared identity, sinks of other projects can write to the same destination.',
  fix: 'Leave unique_writer_identity at true and disabled at false.',
  resourceTypes: ['google_logging_project_sink'],
  check: ({ attributes }) =>
    allOf(
      // The provider's default is true.
      expectValue(attribute(attributes, 'unique_writer_identity'), (value) => !isFalse(value), {
        attribute: 'unique_writer_identity',
        message: 'unique_writer_identity is false',
      }),
      expectValue(attribute(attributes, 'disabled'), (value) => !isTrue(value), {
        attribute: 'disabled',
        message: 'the sink is disabled',
      }),
    ),
};
