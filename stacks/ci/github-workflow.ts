import type { EnvironmentSettings } from '../settings/environment-settings';
import {
  applyPlans,
  type BuildStep,
  buildImage,
  fetchRelease,
  keepReport,
  plan,
  reviewCompliance,
  storeRelease,
  TERRAFORM_VERSION,
  testAndSynthesize,
} from './delivery-steps';

const INDENT = 2;

/** The workflow file of a repository that delivers an environment by GitHub Actions; its steps are those of Cloud Build. */
export function gitHubWorkflow(settings: EnvironmentSettings): string {
  const { names, props, stateBucket = '' } = settings;
  const { environment } = names;
  const image = `${names.image}:${props.imageTag ?? ''}`;
  const [test, review] = [testAndSynthesize(environment), reviewCompliance(environment)];
  const registry = `gcloud auth configure-docker ${names.image.split('/')[0]} --quiet`;
  const signIn = (identity: Parameters<typeof settings.identity>[0]) => [
    '- uses: google-github-actions/auth@v2',
    '  with:',
    `    workload_identity_provider: ${names.identityPoolName(props.projectNumber)}/providers/github`,
    `    service_account: ${settings.identity(identity).email}`,
    '- uses: google-github-actions/setup-gcloud@v2',
  ];
  const job = (name: string, head: readonly string[], steps: readonly string[]) => [
    `  ${name}:`,
    ...head.map((line) => `    ${line}`),
    '    runs-on: ubuntu-24.04',
    '    permissions: { contents: read, id-token: write }',
    '    env: { COMMIT_SHA: "${{ github.event.pull_request.head.sha || github.sha }}" }',
    '    steps:',
    ...steps.map((line) => `      ${line}`),
  ];
  const checkout = ['- uses: actions/checkout@v4', '- uses: actions/setup-node@v4', '  with: { node-version: 20 }'];
  const terraform = [
    '- uses: hashicorp/setup-terraform@v3',
    `  with: { terraform_version: ${TERRAFORM_VERSION}, terraform_wrapper: false }`,
  ];
  return [
    `name: ${environment}`,
    'on:',
    '  pull_request: { branches: [main] }',
    '  push: { branches: [main] }',
    'permissions: {}',
    'jobs:',
    ...job(
      'plan',
      ["if: github.event_name == 'pull_request'"],
      [
        ...checkout,
        ...terraform,
        ...run('Test and synthesize', test),
        ...signIn('build-plan'),
        ...run('Plan', plan),
        ...run('Review', review),
      ],
    ),
    ...job(
      'image',
      ["if: github.event_name == 'push'", `concurrency: ${environment}-image`],
      [
        ...checkout,
        ...terraform,
        ...run('Test and synthesize', test),
        ...signIn('build-image'),
        `- run: ${registry}`,
        ...run('Build the image', buildImage(image)),
        ...run('Plan', plan),
        ...run('Review', review),
        ...run('Keep the plans', storeRelease(stateBucket, environment)),
      ],
    ),
    ...job(
      'apply',
      ['needs: image', `environment: ${environment}`, `concurrency: ${environment}-apply`],
      [
        ...terraform,
        ...signIn('build-apply'),
        ...run('Fetch the plans', fetchRelease(stateBucket, environment)),
        ...run('Apply', applyPlans),
        ...run('Keep the report', keepReport(names.bucket('audit'), environment)),
      ],
    ),
    '',
  ].join('\n');
}

/** A step of the build as a step of a workflow. */
function run(title: string, { script }: BuildStep): string[] {
  const lines = script.split('\n').filter((line) => line !== '' && !line.startsWith('#!'));
  return [
    `- name: ${title}`,
    '  run: |',
    ...lines.map((line) => `${' '.repeat(INDENT * 2)}${line.replaceAll('/workspace', '$GITHUB_WORKSPACE')}`),
  ];
}
