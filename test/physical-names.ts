import type { SynthesizedResource, SynthesizedStack } from './synthesized-stack';

/** A resource by what makes it one thing in Google Cloud, so that two of the same name are the same thing twice. */
export interface PhysicalName {
  /** Stack and Terraform address. */
  readonly address: string;
  /** Type, the space in which the name must be unique, the name: `google_bigquery_dataset in sunrise-rcm-dev: dataset_id=gold`. */
  readonly name: string;
}

/** Buckets have one space for the whole world; everything else lives in a project. */
const WORLDWIDE = new Set(['google_storage_bucket']);

/** Arguments that name a thing, or the thing that it belongs to. What is not among them does not make two things differ. */
const NAMING =
  /^(name|display_name|title|\w+_id|bucket|instance|key_ring|crypto_key|managed_zone|type|location|region|router|taxonomy|parent|parent_policy_tag|network|service|firewall_policy|priority|email|repository|secret|member|role|condition|project|policy_tag|user_by_email|view|dataset|dashboard_json)$/;
/** Types of which a project has several only if these differ; a `type` or a `location` alone names nothing. */
const NAMED_BY: Readonly<Record<string, readonly string[]>> = {
  google_storage_bucket: ['name'],
  google_service_account: ['account_id'],
  google_sql_database_instance: ['name'],
  google_bigquery_dataset: ['dataset_id'],
  google_project_iam_custom_role: ['role_id'],
  google_monitoring_notification_channel: ['display_name'],
};

/** The physical names of all resources of a stack. */
export function physicalNamesOf(stack: SynthesizedStack): PhysicalName[] {
  const [provider] = (stack.section('provider') as { google: { project: string }[] }).google;
  const resources = new Map(stack.resources().map((resource) => [`${resource.type}.${resource.id}`, resource]));
  return [...resources].map(([address, resource]) => {
    const { attributes, type } = resource;
    const space = WORLDWIDE.has(type) ? 'the world' : String(attributes['project'] ?? provider?.project);
    const name = naming(resource, resources);
    if (name === '') throw new Error(`Nothing names ${stack.name} ${address}: add its naming argument`);
    return { address: `${stack.name} ${address}`, name: `${type} in ${space}: ${name}` };
  });
}

/** A reference to another resource of the stack counts as that resource's name: its Terraform address is not a physical name. */
function naming(resource: SynthesizedResource, resources: ReadonlyMap<string, SynthesizedResource>): string {
  const chosen = NAMED_BY[resource.type];
  return Object.entries(resource.attributes)
    .filter(([argument]) => (chosen ? chosen.includes(argument) : NAMING.test(argument)))
    .map(([argument, value]) => {
      const text = typeof value === 'string' ? value : JSON.stringify(value);
      const resolved = text.replace(/\$\{(google_\w+\.[\w-]+)\.\w+\}/g, (reference, address: string) => {
        const target = resources.get(address);
        return target ? `<${naming(target, resources)}>` : reference;
      });
      return `${argument}=${resolved}`;
    })
    .join(' ');
}
