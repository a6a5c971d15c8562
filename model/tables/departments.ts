import type { Entity } from '../types';

export const departments: Entity = {
  name: 'departments',
  title: 'Departments',
  grain: 'one row per department of a hospital',
  origin: 'emr',
  source: 'departments',
  key: ['department_id'],
  cursor: null,
  columns: [
    {
      name: 'department_id',
      canonical: 'id',
      source: 'DeptID',
      type: 'STRING',
      phi: 'none',
      presence: 'required',
      description: "The hospital's id of the department.",
    },
    {
      name: 'name',
      source: 'Name',
      type: 'STRING',
      phi: 'none',
      presence: 'optional',
      description: 'Name of the department.',
    },
  ],
  quality: [],
};
