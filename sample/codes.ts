/** A department and its codes. Codes have no official text: see `procedureDescription`. */
export interface Department {
  readonly name: string;
  readonly specialization: string;
  /** Median gross charge, cents. */
  readonly medianCharge: number;
  /** 5-character procedure codes charged here. */
  readonly procedures: readonly [string, ...string[]];
  /** ICD-10-CM codes seen here. */
  readonly diagnoses: readonly [string, ...string[]];
}

function department(
  name: string,
  specialization: string,
  medianDollars: number,
  procedures: string,
  diagnoses: string,
): Department {
  const codes = (text: string) => text.split(' ') as [string, ...string[]];
  return {
    name,
    specialization,
    medianCharge: medianDollars * 100,
    procedures: codes(procedures),
    diagnoses: codes(diagnoses),
  };
}

/** The departments of every sample hospital, in the order of their ids (DEPT001 is the first). */
export const DEPARTMENTS: readonly [Department, ...Department[]] = [
  department('Emergency', 'Emergency Medicine', 620, '99281 99282 99283 99284 99285', 'R07.9 S61.411A R10.9'),
  department('Cardiology', 'Cardiology', 480, '99213 99214 93000 93306 93015', 'I10 I25.10 I48.91'),
  department('Neurology', 'Neurology', 410, '99213 99214 95816 95886 95910', 'G43.909 G40.909 G35'),
  department('Oncology', 'Oncology', 1450, '99214 99215 96413 96415 96372', 'C50.911 C34.90 C18.9'),
  department('Pediatrics', 'Pediatrics', 165, '99202 99203 99392 99393 90460', 'J06.9 H66.90 Z00.129'),
  department('Orthopedics', 'Orthopedics', 890, '99213 20610 27447 29881 73560', 'M17.11 S82.001A M54.50'),
  department('Dermatology', 'Dermatology', 210, '99213 11102 17000 17110 11042', 'L40.0 L70.0 C44.91'),
  department('Gastroenterology', 'Gastroenterology', 980, '99213 43239 45378 45380 45385', 'K21.9 K50.90 K57.30'),
  department('Urology', 'Urology', 360, '99213 51798 52000 55700 81001', 'N40.1 N20.0 N39.0'),
  department('Radiology', 'Radiology', 540, '71046 72148 74177 76700 77067', 'R91.1 R93.89 Z12.31'),
  department('Anesthesiology', 'Anesthesiology', 760, '00100 00400 00810 01400 01967', 'Z01.818 G89.18 R52'),
  department('Pathology', 'Pathology', 140, '80053 83036 85025 88305 88342', 'D64.9 R73.09 D22.9'),
  department('Surgery', 'General Surgery', 2300, '47562 49505 44970 0051T 19301', 'K80.20 K40.90 K35.80'),
  department('Pulmonology', 'Pulmonology', 330, '99213 94010 94060 94726 94729', 'J45.909 J44.9 J18.9'),
  department('Nephrology', 'Nephrology', 390, '99214 90935 90960 90961 90970', 'N18.30 N17.9 I12.9'),
  department('Ophthalmology', 'Ophthalmology', 290, '92004 92014 92134 66984 92250', 'H25.11 H40.9 E11.319'),
  department('Gynecology', 'Gynecology', 320, '99213 58100 57454 76830 88175', 'N92.0 N95.1 O09.90'),
  department('Psychiatry', 'Psychiatry', 190, '90791 90832 90834 90837 99214', 'F32.9 F41.1 F33.1'),
  department('Endocrinology', 'Endocrinology', 230, '99213 99214 95251 76536 83036', 'E11.9 E03.9 E05.90'),
  department('Rheumatology', 'Rheumatology', 260, '99213 99214 20610 20550 86200', 'M06.9 M32.9 M10.9'),
];

/** A code that is missing from every reference file. */
export const UNKNOWN_PROCEDURE = '99999';

/** A provider that exists in no hospital. */
export const UNKNOWN_PROVIDER = 'PROV0999';

/** A payer, the share of the charge that its contract allows, and what it leaves to the patient. */
export interface Payer {
  readonly name: string;
  readonly type: 'Private' | 'Government';
  readonly lineOfBusiness: 'Commercial' | 'Medicare' | 'Medicaid';
  /** Lowest and highest share of the charge that is allowed. Close to 1: the model has no adjustments that could close the rest. */
  readonly allowed: readonly [number, number];
  /** Share of what is left after the deductible that the patient owes. */
  readonly coinsurance: number;
  /** Cents per visit. */
  readonly copay: number;
  /** Share of claims it denies at first. */
  readonly denies: number;
}

function payer(
  name: string,
  type: Payer['type'],
  lineOfBusiness: Payer['lineOfBusiness'],
  terms: Omit<Payer, 'name' | 'type' | 'lineOfBusiness'>,
): Payer {
  return { name, type, lineOfBusiness, ...terms };
}

export const MEDICARE = payer('Medicare', 'Government', 'Medicare', {
  ...{ allowed: [0.98, 1], coinsurance: 0.2, copay: 0, denies: 0.08 },
});
export const MEDICAID = payer('Medicaid', 'Government', 'Medicaid', {
  ...{ allowed: [0.96, 0.99], coinsurance: 0, copay: 300, denies: 0.13 },
});
export const COMMERCIAL_PAYERS: readonly [Payer, ...Payer[]] = [
  payer('BlueCross', 'Private', 'Commercial', { allowed: [0.98, 1], coinsurance: 0.15, copay: 2500, denies: 0.1 }),
  payer('Aetna', 'Private', 'Commercial', { allowed: [0.98, 1], coinsurance: 0.2, copay: 3000, denies: 0.12 }),
  payer('UnitedHealthcare', 'Private', 'Commercial', {
    ...{ allowed: [0.97, 1], coinsurance: 0.2, copay: 2000, denies: 0.16 },
  }),
];

/** All payers of the sample. */
export const PAYERS: readonly Payer[] = [MEDICARE, MEDICAID, ...COMMERCIAL_PAYERS];

/** Every procedure code that the sample's reference file has, once, in order. */
export const PROCEDURE_CODES: readonly string[] = [...new Set(DEPARTMENTS.flatMap((each) => each.procedures))].sort();

/** Every diagnosis code that the sample's reference file has, once, in order. */
export const DIAGNOSIS_CODES: readonly string[] = [...new Set(DEPARTMENTS.flatMap((each) => each.diagnoses))].sort();
