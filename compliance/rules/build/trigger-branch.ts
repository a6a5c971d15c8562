import { attribute, isUnknown, type Json } from '../../arguments/attribute';
import type { ResourceRule } from '../../verdicts/rule';
import { allOf, type Verdict } from '../../verdicts/verdict';

const EVENTS = ['github', 'repository_event_config', 'bitbucket_server_trigger_config'];

/** Whether an expression means named branches: anchored at both ends, and no pattern that any name fits. */
function isNamed(expression: string): boolean {
  return /^\^.+\$$/.test(expression) && !/^\^\(?\.[*+]|\.\*\)?\$$/.test(expression);
}

function judge(name: Json | undefined, argument: string): Verdict {
  if (name === undefined) return 'not_applicable';
  if (isUnknown(name)) return 'unknown';
  return isNamed(String(name)) ? [] : [{ attribute: argument, message: `unreviewed branches match "${String(name)}"` }];
}

export const triggerBranch: ResourceRule = {
  id: 'build-trigger-branch',
  title: 'Only reviewed branches start a build',
  severity: 'medium',
  controls: ['164.312(c)(1)', '164.308(a)(4)(ii)(B)'],
  why: 'Anyone who can push can create a branch; a loose expression lets that branch run anything as the build.',
  fix: 'Write the full name of the branch, "^main$".',
  resourceTypes: ['google_cloudbuild_trigger'],
  check({ attributes }) {
    const pushes = EVENTS.flatMap((event) =>
      ['push', 'pull_request'].map((kind) =>
        judge(attribute(attributes, event, kind, 'branch'), `${event}.${kind}.branch`),
      ),
    );
    const template = judge(attribute(attributes, 'trigger_template', 'branch_name'), 'trigger_template.branch_name');
    return allOf(...pushes, template);
  },
};
