import { App, Testing } from 'cdktf';
import { Delivery, RcmEnvironment } from '../../../stacks';
import { gitHubWorkflow } from '../../../stacks/ci/github-workflow';
import MINIMAL_ENVIRONMENT from '../../minimal-environment.json';

/** The sample's production, delivered by GitHub Actions. */
function settings() {
  const environment = new RcmEnvironment(new App({ outdir: Testing.app().outdir }), 'sunrise-prod', {
    ...MINIMAL_ENVIRONMENT,
    projectId: 'sunrise-rcm-prod',
    projectNumber: '100000000002',
    baa: { acceptedOn: '2026-09-01', by: 'compliance@sunrise.example' },
    delivery: Delivery.gitHubActions({ repository: 'sunrise/rcm-platform' }),
    imageTag: '1.0.0',
  });
  if (!environment.settings) throw new Error('the environment has problems');
  return environment.settings;
}

/** How changes reach an environment, with the workflow file of a repository on GitHub. */
export function deliveryPage(): string {
  return `# Delivery

Delivery tests, synthesizes, plans and reviews each pull request. On the main branch it builds the image, plans again and keeps the plans.
After an approval it applies exactly those plans; Terraform refuses a plan whose state has changed since. Three identities do this, without
keys:

| identity | may | used by |
| --- | --- | --- |
| \`rcm-build-plan\` | read settings and the state; write nothing | pull requests, which nobody has approved yet |
| \`rcm-build-image\` | the same, push the image, add a release | the main branch |
| \`rcm-build-apply\` | change what the stacks hold, give the roles on the list of grants | an approval |

None of them reads rows, objects with patient data or secrets. A person changes whom to trust: an apply cannot change the trust in GitHub,
nor its own grant of roles (\`stacks/grants/delivery-grants.ts\`).

The steps call \`test:fast\`, \`synth\` and \`rcm\` of \`package.json\` and build the \`Dockerfile\`. So they serve a copy of this repository, and a
project that \`npx rcm-platform init\` has written ([extending from a package](extending-from-a-package.md#a-project-at-once)).

A person makes the first deployment of an environment ([deploying](deploying.md)), because it creates these identities.

## Cloud Build

\`\`\`ts
delivery: Delivery.cloudBuild({ connection: 'github', repository: 'sunrise/rcm-platform' }),
imageTag: '1.0.0',
\`\`\`

Create the connection in the console first; GitHub asks a person to agree. The delivery stack then holds the repository and three
triggers. The apply trigger waits for a member of \`groups.reviewers\`:

\`\`\`sh cloud
gcloud builds approve BUILD --project=PROJECT --location=REGION
\`\`\`

## GitHub Actions

\`\`\`ts
delivery: Delivery.gitHubActions({ repository: 'sunrise/rcm-platform', repositoryId: '123456789' }),
imageTag: '1.0.0',
\`\`\`

The delivery stack then holds a workload identity pool with GitHub as its provider. Each run gets a token from GitHub. Google accepts
it from this repository only: from a pull request, or from a push or a manual run on the main branch. The token decides the identity: a pull
request acts as \`rcm-build-plan\`, whatever its workflow says; the main branch as \`rcm-build-image\`; a job of the GitHub environment with the
environment's name, on the main branch, as \`rcm-build-apply\`.

Before the first run, in the repository:

1. Settings, Environments: create one called \`sunrise-prod\`, with the reviewers who approve, "prevent self-review", and \`main\` as its
   only deployment branch. Without reviewers nothing waits for an approval.
2. Protect \`main\`: require a pull request and a review for every change, also of this workflow.
3. Keep GitHub's template of the token's subject (\`sub\`).
4. Set \`repositoryId\`: \`gh api repos/sunrise/rcm-platform --jq .id\`.

A deleted pool keeps its id for thirty days, and a new pool cannot use it: raise \`generation\` for another id, and change it in the workflow
too.

\`.github/workflows/sunrise-prod.yml\`; pin each action to a commit that you have reviewed:

\`\`\`yaml
${gitHubWorkflow(settings())}\`\`\`
`;
}
