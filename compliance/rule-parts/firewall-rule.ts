import { attribute, blocks, isTrue, isUnknown, type Json, type JsonObject, strings } from '../arguments/attribute';
import type { Resource } from '../estate/resource';

/** Classic rules of a network, and rules of policies. */
export const FIREWALL_TYPES = [
  'google_compute_firewall',
  'google_compute_network_firewall_policy_rule',
  'google_compute_region_network_firewall_policy_rule',
  'google_compute_firewall_policy_rule',
];

/** A rule of either kind in the same words. What only the apply knows is 'unknown'. */
export interface FirewallRule {
  readonly action: 'allow' | 'deny' | 'none' | 'unknown';
  readonly direction: 'INGRESS' | 'EGRESS' | 'unknown';
  readonly enabled: boolean | 'unknown';
  /** Protocols and ports: `protocol` and `ports` of each. */
  readonly layers: readonly { readonly protocol: Json | undefined; readonly ports: Json | undefined }[] | 'unknown';
  /** Where the protocols stand. */
  readonly layersArgument: string;
  /** Ranges on the other side: sources of what comes in, destinations of what goes out. */
  readonly ranges: readonly string[] | 'unknown';
  readonly rangesArgument: string;
  /** Tags or accounts on the other side. */
  readonly sources: readonly string[] | 'unknown';
  /** Tags or accounts of the machines that it is for; none: all of them. */
  readonly targets: readonly string[] | 'unknown';
  /** Whole countries on the other side, in a policy's rule. */
  readonly regions: readonly string[] | 'unknown';
  /** Host names, lists of Google's and the like, in a policy's rule; 'unknown': a group whose addresses stand elsewhere. */
  readonly named: boolean | 'unknown';
}

function joined(of: Json | undefined, ...names: readonly string[]): readonly string[] | 'unknown' {
  const lists = names.map((name) => strings(attribute(of, name)));
  return lists.includes('unknown') ? 'unknown' : lists.flatMap((list) => (list === 'unknown' ? [] : list));
}

function secureTags(of: Json | undefined, name: string): readonly string[] {
  const tags = blocks(of, name);
  return tags === 'unknown' ? [] : tags.map((tag) => String(tag['name']));
}

function directionOf(attributes: JsonObject): FirewallRule['direction'] {
  const direction = attribute(attributes, 'direction') ?? 'INGRESS';
  if (isUnknown(direction)) return 'unknown';
  return direction === 'EGRESS' ? 'EGRESS' : 'INGRESS';
}

function classic(attributes: JsonObject): Omit<FirewallRule, 'direction' | 'enabled'> {
  const egress = directionOf(attributes) === 'EGRESS';
  const [allow, deny] = [blocks(attributes, 'allow'), blocks(attributes, 'deny')];
  const computed = allow === 'unknown' || deny === 'unknown';
  const action = computed ? 'unknown' : allow.length > 0 ? 'allow' : deny.length > 0 ? 'deny' : 'none';
  const rangesArgument = egress ? 'destination_ranges' : 'source_ranges';
  return {
    action,
    layers: computed
      ? 'unknown'
      : [...allow, ...deny].map((layer) => ({ protocol: layer['protocol'], ports: layer['ports'] })),
    layersArgument: action === 'deny' ? 'deny' : 'allow',
    ranges: joined(attributes, rangesArgument),
    rangesArgument,
    sources: joined(attributes, 'source_tags', 'source_service_accounts'),
    targets: joined(attributes, 'target_tags', 'target_service_accounts'),
    regions: [],
    named: false,
  };
}

/** What a policy's rule can name beside ranges; `dest_` or `src_` stands before each. */
const NAMED = ['fqdns', 'threat_intelligences'];

function ofPolicy(attributes: JsonObject): Omit<FirewallRule, 'direction' | 'enabled'> {
  const egress = directionOf(attributes) === 'EGRESS';
  const written = attribute(attributes, 'action');
  const action = isUnknown(written)
    ? 'unknown'
    : written === 'deny'
      ? 'deny'
      : written === 'goto_next'
        ? 'none'
        : 'allow';
  const match = attribute(attributes, 'match');
  const layers = blocks(match, 'layer4_configs');
  const ranges = egress ? 'dest_ip_ranges' : 'src_ip_ranges';
  const accounts = joined(attributes, 'target_service_accounts');
  const side = egress ? 'dest' : 'src';
  const named = joined(match, ...NAMED.map((each) => `${side}_${each}`));
  const groups = joined(match, `${side}_address_groups`);
  return {
    action,
    layers:
      layers === 'unknown'
        ? layers
        : layers.map((layer) => ({ protocol: layer['ip_protocol'], ports: layer['ports'] })),
    layersArgument: 'match.layer4_configs',
    ranges: joined(match, ranges),
    rangesArgument: `match.${ranges}`,
    sources: secureTags(match, 'src_secure_tags'),
    targets: accounts === 'unknown' ? accounts : [...accounts, ...secureTags(attributes, 'target_secure_tags')],
    regions: joined(match, `${side}_region_codes`),
    named: groups === 'unknown' || groups.length > 0 ? 'unknown' : named === 'unknown' || named.length > 0,
  };
}

export function firewallRule({ type, attributes }: Resource): FirewallRule {
  const disabled = attribute(attributes, 'disabled');
  return {
    ...(type === 'google_compute_firewall' ? classic(attributes) : ofPolicy(attributes)),
    direction: directionOf(attributes),
    enabled: isUnknown(disabled) ? 'unknown' : !isTrue(disabled),
  };
}

/** Whether the rule lets traffic of the direction pass; 'unknown' when that is computed. */
export function lets(rule: FirewallRule, direction: 'INGRESS' | 'EGRESS'): boolean | 'unknown' {
  const parts: readonly (boolean | 'unknown')[] = [
    rule.action === 'unknown' ? rule.action : rule.action === 'allow',
    rule.direction === 'unknown' ? rule.direction : rule.direction === direction,
    rule.enabled,
  ];
  if (parts.includes(false)) return false;
  return parts.includes('unknown') ? 'unknown' : true;
}
