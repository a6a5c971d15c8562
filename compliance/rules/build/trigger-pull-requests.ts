import { attribute, blocks } from '../../arguments/attribute';
import type { ResourceRule } from '../../verdicts/rule';
import { allOf, expectValue, judgeBlocks, type Verdict } from '../../verdicts/verdict';

const ASKS = ['COMMENTS_ENABLED', 'COMMENTS_ENABLED_FOR_EXTERNAL_CONTRIBUTORS_ONLY'];
const EVENTS = ['github', 'repository_event_config'];

export const triggerPullRequests: ResourceRule = {
  id: 'build-trigger-pull-requests',
  title: "Pull requests from outside contributors build only after a maintainer's comment",
  severity: 'high',
  controls: ['164.312(a)(1)', '164.308(a)(4)(ii)(B)'],
  why: "The build runs the pull request's programs with the build's own access.",
  fix: 'Set pull_request.comment_control to COMMENTS_ENABLED.',
  resourceTypes: ['google_cloudbuild_trigger'],
  check({ attributes }) {
    const parts = EVENTS.flatMap((name): Verdict[] => {
      const pull = blocks(attribute(attributes, name), 'pull_request');
      if (pull === 'unknown') return [pull];
      if (pull.length === 0) return [];
      return [
        judgeBlocks(attribute(attributes, name), 'pull_request', (block) =>
          expectValue(attribute(block, 'comment_control'), (value) => ASKS.includes(String(value)), {
            attribute: `${name}.pull_request.comment_control`,
            message: 'any pull request starts the build',
          }),
        ),
      ];
    });
    return parts.length === 0 ? 'not_applicable' : allOf(...parts);
  },
};
