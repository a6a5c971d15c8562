import type { Column, PhiClass } from '../types';

/** Key of the unknown member, which stands for every reference that the dimension does not know. Every dimension has exactly one. */
export const UNKNOWN_MEMBER = 'unknown';

/** A STRING that every row has. */
export const text = (name: string, description: string, phi: PhiClass = 'none'): Column => ({
  name,
  type: 'STRING',
  phi,
  required: true,
  description,
});

/** A STRING that may be NULL. */
export const optionalText = (name: string, description: string, phi: PhiClass = 'none'): Column => ({
  name,
  type: 'STRING',
  phi,
  description,
});

export const count = (name: string, description: string): Column => ({
  name,
  type: 'INT64',
  phi: 'none',
  required: true,
  unit: 'rows',
  description,
});

/** US dollars. */
export const money = (name: string, description: string, phi: PhiClass = 'none'): Column => ({
  name,
  type: 'NUMERIC',
  phi,
  required: true,
  unit: 'usd',
  description,
});

/** A quotient with 6 decimals; NULL where its denominator is 0. */
export const ratio = (name: string, description: string): Column => ({
  name,
  type: 'NUMERIC',
  phi: 'none',
  unit: 'ratio',
  description,
});

export const date = (name: string, description: string, phi: PhiClass): Column => ({
  name,
  type: 'DATE',
  phi,
  description,
});

export const hospital: Column = text('hospital_id', 'Hospital.');
