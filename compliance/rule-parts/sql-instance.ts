import { attribute, blocks, isUnknown, type JsonObject } from '../arguments/attribute';

/** Whether the instance is a replica: backups, passwords and locks are its primary's. */
export function isReplica(attributes: JsonObject): boolean {
  const primary = attribute(attributes, 'master_instance_name');
  return primary !== undefined && primary !== '';
}

/** The engine of an instance; undefined for one that the platform does not know. */
export function engineOf(attributes: JsonObject): 'mysql' | 'postgres' | 'sqlserver' | 'unknown' | undefined {
  const version = attribute(attributes, 'database_version');
  if (isUnknown(version)) return 'unknown';
  const name = String(version).split('_')[0];
  return name === 'MYSQL' ? 'mysql' : name === 'POSTGRES' ? 'postgres' : name === 'SQLSERVER' ? 'sqlserver' : undefined;
}

/** The flags of an instance by name, as text in lower case. 'unknown' when an expression makes them. */
export function flagsOf(attributes: JsonObject): ReadonlyMap<string, string> | 'unknown' {
  const flags = blocks(attribute(attributes, 'settings'), 'database_flags');
  if (flags === 'unknown' || isUnknown(attribute(attributes, 'settings'))) return 'unknown';
  if (flags.some((flag) => isUnknown(flag['name']))) return 'unknown';
  return new Map(flags.map((flag) => [String(flag['name']), String(flag['value']).toLowerCase()]));
}
