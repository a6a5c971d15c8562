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

A pull request is tested, synthesized, planned and reviewed for compliance. The main branch builds the image, plans again and keeps the
plans. After an approval exactly those plans are applied; Terraform refuses one whose state has changed since. Three identities do this,
and no key of any of them exists:

| identity | may | acts for |
| --- | --- | --- |
| \`rcm-build-plan\` | read settings and the state; write nothing | pull requests, which nobody has approved yet |
| \`rcm-build-image\` | the same, push the image, add a release | the main branch |
| \`rcm-build-apply\` | change what the stacks hold, give the roles on the list of grants | an approval |

None of them reads rows, objects with patient data or secrets. Whom to trust is changed by hand: an apply cannot change the trust in
GitHub, nor its own grant of roles (\`stacks/grants/delivery-grants.ts\`).

The first deployment of an environment is made by a person ([deploying](deploying.md)), because these identities come with it.

## Cloud Build

\`\`\`ts
delivery: Delivery.cloudBuild({ connection: 'github', repository: 'sunrise/rcm-platform' }),
imageTag: '1.0.0',
\`\`\`

Make the connection in the console first; GitHub asks a person to agree. The delivery stack then holds the repository and three
triggers. The apply trigger waits for somebody of \`groups.reviewers\`:

\`\`\`sh cloud
gcloud builds approve BUILD --project=PROJECT --location=REGION
\`\`\`

## GitHub Actions

\`\`\`ts
delivery: Delivery.gitHubActions({ repository: 'sunrise/rcm-platform', repositoryId: '123456789' }),
imageTag: '1.0.0',
\`\`\`

The delivery stack then holds a workload identity pool with GitHub as its provider. Each run gets a token from GitHub; Google takes it if
it is of this repository, and of a pull request, or of a push or a run by hand on the main branch. What it may then be follows from the
token: a pull request is \`rcm-build-plan\`, whatever else its workflow says; the main branch is \`rcm-build-image\`; a job of the GitHub
environment with the environment's name, on the main branch, is \`rcm-build-apply\`.

Before the first run, in the repository:

1. Settings, Environments: make one called \`sunrise-prod\`, with the reviewers who approve, "prevent self-review", and \`main\` as its
   only deployment branch. Without reviewers nothing waits for an approval.
2. Protect \`main\`: a pull request and a review for every change, of this workflow too.
3. Leave the template of the token's subject (\`sub\`) as GitHub has it.
4. Give \`repositoryId\`: \`gh api repos/sunrise/rcm-platform --jq .id\`.

A deleted pool keeps its id for thirty days, and a new one cannot have it: \`generation\` gives it another, which must then be changed in
the workflow too.

\`.github/workflows/sunrise-prod.yml\`; name each action by the commit that you have looked at:

\`\`\`yaml
${gitHubWorkflow(settings())}\`\`\`
`;
}
