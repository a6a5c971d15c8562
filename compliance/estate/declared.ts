import { isObject, type Json, type JsonObject } from '../arguments/attribute';
import type { Estate } from './estate';

/** A setting that is weaker than the platform's own, as the description declares it under `"//": { "weakened": [...] }`. */
export interface WeakenedSetting {
  readonly stack: string;
  /** The resource; empty where it is of the whole stack. */
  readonly address: string;
  readonly setting: string;
  readonly value: string;
  /** Why; empty where the description gives none. */
  readonly reason: string;
}

/** The record that somebody accepted the agreement with Google, under `"//": { "baa": … }`. The record proves nothing. */
export interface AcceptedAgreement {
  readonly stack: string;
  readonly acceptedOn: string;
  readonly by: string;
}

/** A grant on what belongs to somebody else, under `"//": { "neededGrants": [...] }`: its owner makes it, and no description here holds it. */
export interface NeededGrantOfOthers {
  readonly stack: string;
  readonly member: string;
  readonly role: string;
  /** Full resource name. */
  readonly on: string;
  readonly why: string;
}

function text(value: Json | undefined): string {
  return typeof value === 'string' ? value : value === undefined ? '' : JSON.stringify(value);
}

function weakenedIn(stack: string, address: string, comment: JsonObject): WeakenedSetting[] {
  const declared = comment['weakened'];
  const list: readonly Json[] = Array.isArray(declared) ? declared : [];
  return list.filter(isObject).map((each) => ({
    stack,
    address,
    setting: text(each['setting']),
    value: text(each['value']),
    reason: text(each['reason']),
  }));
}

/** Every weakened setting that a stack or a resource declares. */
export function weakenedSettings(estate: Estate): WeakenedSetting[] {
  return [
    ...[...estate.comments].flatMap(([stack, comment]) => weakenedIn(stack, '', comment)),
    ...estate.resources.flatMap(({ stack, address, comment }) => weakenedIn(stack, address, comment)),
  ];
}

export function acceptedAgreements(estate: Estate): AcceptedAgreement[] {
  return [...estate.comments].flatMap(([stack, { baa }]) =>
    isObject(baa) ? [{ stack, acceptedOn: text(baa['acceptedOn']), by: text(baa['by']) }] : [],
  );
}

/** Every grant that a stack asks of the owner of something else. */
export function neededGrantsOfOthers(estate: Estate): NeededGrantOfOthers[] {
  return [...estate.comments].flatMap(([stack, { neededGrants }]) => {
    const list: readonly Json[] = Array.isArray(neededGrants) ? neededGrants : [];
    return list.filter(isObject).map((each) => ({
      stack,
      member: text(each['member']),
      role: text(each['role']),
      on: text(each['on']),
      why: text(each['why']),
    }));
  });
}
