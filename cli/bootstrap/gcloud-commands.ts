import type { CloudProject } from '../../model/cloud-project';
import { PREREQUISITES } from '../../model/prerequisites';

/** A step of the bootstrap as commands to type. */
export interface BootstrapCommands {
  readonly title: string;
  readonly commands: readonly string[];
}

/** Services with their own API call for the agent. */
export const OWN_CALL = ['storage.googleapis.com', 'bigquery.googleapis.com'] as const;

/** Everything that `rcm bootstrap` does, as gcloud commands. */
export function bootstrapCommands(facts: CloudProject): BootstrapCommands[] {
  const { project, region, services, stateBucket, labels } = facts;
  const identities = otherAgents(facts).map(
    (service) => `gcloud beta services identity create --service=${service} --project=${project}`,
  );
  const bucket = [
    `gcloud storage buckets create gs://${stateBucket} --project=${project} --location=${region} --uniform-bucket-level-access --public-access-prevention --soft-delete-duration=7d`,
    `gcloud storage buckets update gs://${stateBucket} --versioning --update-labels=${Object.entries(labels)
      .map(([name, value]) => `${name}=${value}`)
      .join(',')}`,
  ];
  return [
    {
      title: 'the project is there, has the number that the environment file says, and is billed',
      commands: [
        `gcloud projects describe ${project} --format='value(projectNumber)'   # ${facts.projectNumber}`,
        `gcloud billing projects describe ${project} --format='value(billingEnabled)'   # True`,
      ],
    },
    {
      title: 'APIs',
      commands: chunks(services, ENABLE_AT_ONCE).map(
        (part) => `gcloud services enable ${part.join(' ')} --project=${project}`,
      ),
    },
    {
      title: "Google's service agents",
      commands: [
        ...identities,
        `gcloud storage service-agent --project=${project}`,
        `bq show --encryption_service_account --project_id=${project}`,
        `gcloud logging settings describe --project=${project}   # kmsServiceAccountId: ${facts.loggingAccount}`,
      ],
    },
    ...(stateBucket === null ? [] : [{ title: 'the bucket of the Terraform state', commands: bucket }]),
    { title: 'what a person makes, and bootstrap does not', commands: byHand(facts).map((line) => `# ${line}`) },
  ];
}

/** What a person has to make before the first deployment: kind, name, and how. */
export function byHand({ prerequisites }: CloudProject): string[] {
  return prerequisites
    .filter(({ kind }) => PREREQUISITES[kind].madeBy === 'person')
    .map(({ kind, name }) => `${kind} ${name}: ${PREREQUISITES[kind].advice(name)}`);
}

/** APIs that one request can enable. https://cloud.google.com/service-usage/docs/reference/rest/v1/services/batchEnable */
export const ENABLE_AT_ONCE = 20;

/** Services whose agent is requested by name, each once. */
export function otherAgents({ serviceAgents }: CloudProject): string[] {
  const services = new Set(serviceAgents.map(({ service }) => service));
  return [...services].filter((service) => !(OWN_CALL as readonly string[]).includes(service));
}

export function chunks<Item>(items: readonly Item[], size: number): Item[][] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, index) =>
    items.slice(index * size, (index + 1) * size),
  );
}
