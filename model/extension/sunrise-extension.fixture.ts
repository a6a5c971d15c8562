import { extendModel } from './extension-spec';

/** What a group adds: two columns, a table, rules, a value set, a view and a KPI. */
export const SUNRISE_EXTENSION = extendModel({
  valueSets: {
    languages: { description: 'Languages that interpreters of the group speak.', values: ['en', 'es', 'vi'] },
  },
  columns: {
    patients: [
      {
        name: 'interpreter_language',
        source: 'PreferredLanguage',
        type: 'STRING',
        phi: 'health',
        description: 'Language that the patient prefers, ISO 639-1.',
        presence: 'optional',
        inGold: true,
      },
    ],
    encounters: [
      {
        name: 'interpreter_minutes',
        source: 'InterpreterMinutes',
        type: 'INT64',
        phi: 'health',
        description: 'Minutes with an interpreter.',
        presence: 'optional',
        inGold: true,
      },
    ],
  },
  tables: [
    {
      name: 'care_sites',
      title: 'Facilities',
      grain: 'one row per building of a hospital',
      origin: 'emr',
      source: 'care_sites',
      key: ['facility_id'],
      cursor: null,
      columns: [
        {
          name: 'facility_id',
          source: 'FacilityID',
          type: 'STRING',
          phi: 'none',
          presence: 'required',
          canonical: 'id',
          description: "The hospital's id of the building.",
        },
        {
          name: 'city',
          source: 'City',
          type: 'STRING',
          phi: 'none',
          presence: 'optional',
          inGold: true,
          description: 'City of the building.',
        },
        {
          name: 'beds',
          source: 'Beds',
          type: 'INT64',
          phi: 'none',
          presence: 'optional',
          inGold: true,
          description: 'Beds in it.',
        },
      ],
      quality: [
        {
          id: 'beds_not_negative',
          severity: 'error',
          check: { kind: 'at_least', column: 'beds', minimum: 0 },
          description: 'A building has no fewer than 0 beds.',
        },
      ],
    },
  ],
  rules: {
    patients: [
      {
        id: 'interpreter_language_known',
        severity: 'warning',
        check: { kind: 'in_value_set', column: 'interpreter_language', valueSet: 'languages' },
        description: 'A language that no interpreter of the group speaks.',
      },
    ],
  },
  views: [
    {
      name: 'encounters_by_language',
      description: 'How many encounters patients of each language had in each year.',
      grain: 'one row per hospital, language and year',
      inputs: ['fact_encounters'],
      columns: [
        { name: 'hospital_id', type: 'STRING', phi: 'none', description: 'Hospital.', required: true },
        {
          name: 'interpreter_language',
          type: 'STRING',
          phi: 'health',
          description: 'Language that the patients prefer.',
        },
        { name: 'encounter_year', type: 'INT64', phi: 'none', description: 'Year.' },
        { name: 'encounters', type: 'INT64', phi: 'none', unit: 'rows', description: 'Encounters.' },
      ],
      sql: `select hospital_id, patient_interpreter_language as interpreter_language, encounter_year, count(*) as encounters
from fact_encounters group by hospital_id, patient_interpreter_language, encounter_year`,
    },
  ],
  kpis: [
    {
      id: 'interpreted_share',
      name: 'Encounters with an interpreter',
      definition: 'Encounters with an interpreter over all encounters.',
      formula: 'Encounters with minutes of an interpreter / encounters',
      unit: 'ratio',
      goodDirection: 'none',
      numerator: 'encounters with minutes of an interpreter',
      denominator: 'encounters',
      inputs: ['fact_encounters'],
      grain: ['month', 'department'],
      sql: `select hospital_id, encounter_month as month, coalesce(department_id, 'unknown') as department,
  sum(case when interpreter_minutes > 0 then 1 else 0 end) as numerator, count(*) as denominator
from fact_encounters group by hospital_id, encounter_month, department_id`,
      needs: 'encounters',
      source: 'Sunrise Language Services',
      caveat: 'Minutes that nobody wrote down are missing.',
    },
  ],
});
