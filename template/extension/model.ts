import { extendModel } from 'rcm-platform/model';

/**
 * What this group adds to the model: the language that a patient prefers, the minutes of an interpreter at an encounter, the buildings of a
 * hospital with their history, a rule, a view and a KPI. An example: replace it with what your hospitals have.
 */
export const model = extendModel({
  valueSets: { languages: { description: 'Languages that our interpreters speak.', values: ['en', 'es', 'vi'] } },
  columns: {
    patients: [
      {
        name: 'language',
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
      name: 'facilities',
      title: 'Facilities',
      grain: 'one row per building of a hospital',
      origin: 'emr',
      source: 'facilities',
      key: ['facility_id'],
      cursor: null,
      columns: [
        {
          name: 'facility_id',
          source: 'FacilityID',
          type: 'STRING',
          phi: 'none',
          presence: 'required',
          description: "The hospital's id of the building.",
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
    },
  ],
  rules: {
    patients: [
      {
        id: 'language_known',
        severity: 'warning',
        check: { kind: 'in_value_set', column: 'language', valueSet: 'languages' },
        description: 'A language that none of our interpreters speaks.',
      },
    ],
  },
  views: [
    {
      name: 'encounters_by_language',
      description: 'Encounters by language of the patient and year.',
      grain: 'one row per hospital, language and year',
      inputs: ['fact_encounters'],
      columns: [
        { name: 'hospital_id', type: 'STRING', phi: 'none', description: 'Hospital.' },
        { name: 'language', type: 'STRING', phi: 'health', description: 'Language that the patients prefer.' },
        { name: 'encounter_year', type: 'INT64', phi: 'none', description: 'Year.' },
        { name: 'encounters', type: 'INT64', phi: 'none', unit: 'rows', description: 'Encounters.' },
      ],
      sql: `select hospital_id, patient_language as language, encounter_year, count(*) as encounters
            from fact_encounters group by hospital_id, patient_language, encounter_year`,
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
      grain: ['month'],
      sql: `select hospital_id, encounter_month as month,
              sum(case when interpreter_minutes > 0 then 1 else 0 end) as numerator, count(*) as denominator
            from fact_encounters group by hospital_id, encounter_month`,
      needs: 'encounters',
      source: 'Our language services',
      caveat: 'Minutes that nobody wrote down are missing.',
    },
  ],
});
