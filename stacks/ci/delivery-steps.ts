import { RELEASES } from '../grants/delivery-grants';

/** A step of a build: an image and what runs in it. Scripts see no substitutions of Cloud Build, only `env`. */
export interface BuildStep {
  readonly name: string;
  readonly script: string;
  readonly env?: string[];
}

const NODE = 'node:20-bookworm';
/** Of builds, and of workflows of GitHub. */
export const TERRAFORM_VERSION = '1.11.4';
const TERRAFORM = `hashicorp/terraform:${TERRAFORM_VERSION}`;
const DOCKER = 'gcr.io/cloud-builders/docker';
const GCLOUD = 'gcr.io/google.com/cloudsdktool/google-cloud-cli:slim';
const COMMIT = 'COMMIT_SHA=$COMMIT_SHA';

/** A script of package.json, which a copy of this repository has, and a project that `rcm init` writes. */
const RCM = 'npm run --silent rcm --';

const script = (...lines: string[]) => ['#!/bin/sh', 'set -eu', ...lines, ''].join('\n');
/** Every stack has the same provider; fetching it once is enough. */
const PLUGIN_CACHE = 'export TF_PLUGIN_CACHE_DIR=/workspace/.terraform-plugins; mkdir -p "$TF_PLUGIN_CACHE_DIR"';
const inEachStack = (...commands: string[]) => [
  'for stack in $(cat cdktf.out/order.txt); do',
  '  echo "== $stack"',
  ...commands.map((command) => `  terraform -chdir="cdktf.out/stacks/$stack" ${command}`),
  'done',
];

/** Tests, and the Terraform of the commit in `cdktf.out/`, with the order of its stacks. */
export const testAndSynthesize = (environment: string): BuildStep => ({
  name: NODE,
  script: script(
    'npm ci',
    'npm run test:fast',
    'npm run synth',
    `${RCM} stacks --env ${environment} > cdktf.out/order.txt`,
  ),
});

/** A plan of every stack, saved. It takes no lock: that is a write to the state's bucket. */
export const plan: BuildStep = {
  name: TERRAFORM,
  script: script(PLUGIN_CACHE, ...inEachStack('init -input=false', 'plan -input=false -lock=false -out=plan.tfplan')),
};

/** Of `cdktf.out`: it goes with the plans that it is about. */
const REPORTS = 'cdktf.out/compliance';

/** Fails on a finding of severity high and on what is unknown; otherwise writes the report for people and for programs. */
export const reviewCompliance = (environment: string): BuildStep => ({
  name: NODE,
  script: script(
    `${RCM} compliance --env ${environment}`,
    ...['html', 'json'].map(
      (format) => `${RCM} compliance --env ${environment} --format ${format} --out ${REPORTS}/report.${format}`,
    ),
  ),
});

/**
 * Keeps the report of what was applied in the audit bucket, whose retention holds it for six years, 45 CFR 164.316(b)(2)(i):
 * `compliance/<environment>/<commit>/<time, UTC>.html`, and `.json`. Nothing there is ever replaced.
 */
export const keepReport = (auditBucket: string, environment: string): BuildStep => ({
  name: GCLOUD,
  env: [COMMIT],
  script: script(
    'at=$(date -u +%Y%m%dT%H%M%SZ)',
    ...['html', 'json'].map(
      (format) =>
        `gcloud storage cp ${REPORTS}/report.${format} "gs://${auditBucket}/compliance/${environment}/$COMMIT_SHA/$at.${format}"`,
    ),
  ),
});

/** Tags are immutable: an image that is there already is the one that was built from this version. */
export const buildImage = (image: string): BuildStep => ({
  name: DOCKER,
  script: script(
    `docker manifest inspect ${image} > /dev/null 2>&1 || (docker build -t ${image} . && docker push ${image})`,
  ),
});

const releaseFolder = (stateBucket: string, environment: string) =>
  `gs://${stateBucket}/${RELEASES}/${environment}/$COMMIT_SHA`;

/** Puts the synthesized stacks and their saved plans where only the main branch's build can write; nothing there is ever replaced. */
export const storeRelease = (stateBucket: string, environment: string): BuildStep => ({
  name: GCLOUD,
  env: [COMMIT],
  script: script(
    'tar --exclude=.terraform -czf release.tgz cdktf.out',
    `gcloud storage cp release.tgz "${releaseFolder(stateBucket, environment)}/$(date -u +%Y%m%dT%H%M%SZ).tgz"`,
  ),
});

/** Fails where the main branch's build of this commit has not finished: without it there is no image and nothing to apply. */
export const fetchRelease = (stateBucket: string, environment: string): BuildStep => ({
  name: GCLOUD,
  env: [COMMIT],
  script: script(
    `release=$(gcloud storage ls "${releaseFolder(stateBucket, environment)}/" | sort | tail -n 1)`,
    'test -n "$release" || { echo "No release of $COMMIT_SHA: approve after its main build has succeeded."; exit 1; }',
    'rm -rf cdktf.out',
    'gcloud storage cp "$release" release.tgz',
    'tar -xzf release.tgz',
  ),
});

/** Applies the saved plans and nothing else; Terraform refuses one whose state has changed since. */
export const applyPlans: BuildStep = {
  name: TERRAFORM,
  script: script(
    PLUGIN_CACHE,
    ...inEachStack('init -input=false -lockfile=readonly', 'apply -input=false plan.tfplan'),
  ),
};
