/**
 * A database with the tables of OpenEMR, as its published definitions name and type them, and rows that code makes up: nobody in it
 * exists. The truth is added up from the same rows in plain loops, without SQL.
 */
const TABLES = `
CREATE TABLE facility (id INT PRIMARY KEY AUTO_INCREMENT, name VARCHAR(255), phone VARCHAR(30), street VARCHAR(255), facility_npi VARCHAR(15));
CREATE TABLE users (id BIGINT PRIMARY KEY AUTO_INCREMENT, username VARCHAR(255), authorized TINYINT, fname VARCHAR(255), mname VARCHAR(255),
  lname VARCHAR(255), facility_id INT NOT NULL DEFAULT 0, npi VARCHAR(15), specialty VARCHAR(255), active TINYINT(1) NOT NULL DEFAULT 1);
CREATE TABLE patient_data (id BIGINT PRIMARY KEY AUTO_INCREMENT, title VARCHAR(255) NOT NULL DEFAULT '', fname VARCHAR(255) NOT NULL DEFAULT '',
  lname VARCHAR(255) NOT NULL DEFAULT '', mname VARCHAR(255) NOT NULL DEFAULT '', DOB DATE, street VARCHAR(255) NOT NULL DEFAULT '',
  postal_code VARCHAR(255) NOT NULL DEFAULT '', city VARCHAR(255) NOT NULL DEFAULT '', state VARCHAR(255) NOT NULL DEFAULT '',
  ss VARCHAR(255) NOT NULL DEFAULT '', phone_home VARCHAR(255) NOT NULL DEFAULT '', phone_cell VARCHAR(255) NOT NULL DEFAULT '',
  sex VARCHAR(255) NOT NULL DEFAULT '', date DATETIME, providerID INT, pubpid VARCHAR(255) NOT NULL DEFAULT '', pid BIGINT NOT NULL UNIQUE);
CREATE TABLE openemr_postcalendar_categories (pc_catid INT UNSIGNED PRIMARY KEY AUTO_INCREMENT, pc_catname VARCHAR(100));
CREATE TABLE form_encounter (id BIGINT PRIMARY KEY AUTO_INCREMENT, date DATETIME, reason LONGTEXT, facility LONGTEXT, facility_id INT NOT NULL DEFAULT 0,
  pid BIGINT, encounter BIGINT, onset_date DATETIME, pc_catid INT NOT NULL DEFAULT 5, provider_id INT DEFAULT 0, KEY (pid, encounter));
CREATE TABLE forms (id BIGINT PRIMARY KEY AUTO_INCREMENT, date DATETIME, encounter BIGINT, form_name LONGTEXT, form_id BIGINT, pid BIGINT,
  deleted TINYINT NOT NULL DEFAULT 0, formdir LONGTEXT, KEY (form_id));
CREATE TABLE billing (id INT PRIMARY KEY AUTO_INCREMENT, date DATETIME, code_type VARCHAR(15), code VARCHAR(20), pid BIGINT, provider_id INT,
  user INT, groupname VARCHAR(255), authorized TINYINT(1), encounter INT, code_text LONGTEXT, billed TINYINT(1), activity TINYINT(1),
  payer_id INT, bill_date DATETIME, modifier VARCHAR(12), units INT, fee DECIMAL(12,2), justify VARCHAR(255), KEY (pid, encounter));
CREATE TABLE ar_session (session_id INT UNSIGNED PRIMARY KEY AUTO_INCREMENT, payer_id INT NOT NULL, user_id INT NOT NULL, reference VARCHAR(255) NOT NULL,
  pay_total DECIMAL(12,2) NOT NULL, post_to_date DATE NOT NULL, patient_id BIGINT NOT NULL);
CREATE TABLE ar_activity (pid BIGINT NOT NULL, encounter INT NOT NULL, sequence_no INT UNSIGNED NOT NULL, code_type VARCHAR(12) NOT NULL DEFAULT '',
  code VARCHAR(20) NOT NULL, modifier VARCHAR(12) NOT NULL DEFAULT '', payer_type INT NOT NULL, post_time DATETIME NOT NULL, post_user INT NOT NULL,
  session_id INT UNSIGNED NOT NULL, pay_amount DECIMAL(12,2) NOT NULL DEFAULT 0, adj_amount DECIMAL(12,2) NOT NULL DEFAULT 0,
  account_code VARCHAR(15) NOT NULL DEFAULT '', post_date DATE, deleted DATETIME, PRIMARY KEY (pid, encounter, sequence_no));
CREATE TABLE insurance_companies (id INT PRIMARY KEY, name VARCHAR(255), cms_id VARCHAR(15));
CREATE TABLE insurance_data (id BIGINT PRIMARY KEY AUTO_INCREMENT, type ENUM('primary', 'secondary', 'tertiary'), provider VARCHAR(255),
  plan_name VARCHAR(255), policy_number VARCHAR(255), date DATE, pid BIGINT NOT NULL DEFAULT 0, KEY (pid, type, date));
CREATE TABLE transactions (id BIGINT PRIMARY KEY AUTO_INCREMENT, date DATETIME, title VARCHAR(255) NOT NULL DEFAULT '', pid BIGINT, user VARCHAR(255) NOT NULL,
  groupname VARCHAR(255) NOT NULL, authorized TINYINT);
CREATE TABLE list_options (list_id VARCHAR(100), option_id VARCHAR(100), title VARCHAR(255), PRIMARY KEY (list_id, option_id));
-- As an upgrade leaves them.
ALTER TABLE ar_activity CONVERT TO CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci;
ALTER TABLE billing CONVERT TO CHARACTER SET utf8mb4 COLLATE utf8mb4_general_ci;`;

interface Charge {
  readonly encounter: number;
  readonly code: string;
  readonly modifier: string;
  /** Cents. */
  readonly fee: number;
  paid: number;
}

/** What must come out, in cents and in rows. */
export interface OpenEmrTruth {
  readonly totals: Readonly<Record<string, number>>;
  readonly charges: number;
  readonly encounters: number;
  readonly patients: number;
  /** By payer. */
  readonly payments: Readonly<Record<string, number>>;
}

const ENCOUNTERS = 150;
const PATIENTS = 40;
const CODES = ['99213', '99214', '36415', '80053'];
const PAYERS = ['Northfield Mutual', 'Lakeside Health'];

/** A payment fills the charges that it names, else all of the encounter; the last one takes what is left over. */
function fill(own: readonly Charge[], isNamed: (charge: Charge) => boolean, amount: number): void {
  const named = own.filter(isNamed);
  const filled = named.length > 0 ? named : own;
  let rest = amount;
  filled.forEach((charge, place) => {
    const isLast = place === filled.length - 1;
    const part = isLast ? rest : Math.max(0, Math.min(charge.fee - charge.paid, rest));
    charge.paid += part;
    rest -= part;
  });
}

/** The insurer of a patient on a day; `unknown`: none. */
function payerOf(pid: number, day: string): string {
  const insuredSince = pid % 8 === 0 ? '2025-03-01' : '2020-01-01';
  return pid % 2 === 0 && insuredSince <= day ? (PAYERS[(pid % 4) / 2] as string) : 'unknown';
}

/** The statements that fill a database, and the truth about it. */
export function openEmr(): { readonly sql: string; readonly truth: OpenEmrTruth } {
  const lines: string[] = [];
  const charges: Charge[] = [];
  const money = (cents: number) => (cents / 100).toFixed(2);
  const patientOf = (encounter: number) => (encounter % PATIENTS) + 1;
  const day = (encounter: number) => new Date(Date.UTC(2025, 0, 1 + encounter)).toISOString().slice(0, 10);
  const text = (value: string | null) => (value === null ? 'NULL' : `'${value}'`);
  let sequence = 0;
  const bill = (
    encounter: number,
    type: string | null,
    code: string,
    modifier: string | null,
    fee: number | null,
    activity = 1,
    justify = '',
  ) =>
    lines.push(
      `INSERT INTO billing (date, code_type, code, pid, provider_id, encounter, activity, payer_id, modifier, units, fee, justify)
VALUES ('${day(encounter)} 16:20:00', ${text(type)}, '${code}', ${patientOf(encounter)}, 0, ${encounter}, ${activity}, 0, ${text(modifier)}, 1, ${fee === null ? 'NULL' : money(fee)}, '${justify}')`,
    );
  const post = (encounter: number, code: string, modifier: string, pay: number, adjust = 0, deleted = 'NULL') =>
    lines.push(
      `INSERT INTO ar_activity (pid, encounter, sequence_no, code, modifier, payer_type, post_time, post_user, session_id, pay_amount, adj_amount, post_date, deleted)
VALUES (${patientOf(encounter)}, ${encounter}, ${++sequence}, '${code}', '${modifier}', 1, '${day(encounter + 20)} 09:00:00', 1, 0, ${money(pay)}, ${money(adjust)}, '${day(encounter + 19)}', ${deleted})`,
    );

  for (let pid = 1; pid <= PATIENTS; pid++) {
    lines.push(
      `INSERT INTO patient_data (fname, lname, mname, DOB, street, city, state, postal_code, ss, phone_cell, phone_home, sex, date, pid)
VALUES ('Given${pid}', 'Family${pid}', '', '19${40 + pid}-03-04', '${pid} Elm Street', '${pid % 3 ? 'Springdale' : ''}', 'IL', '60000', '900-00-${1000 + pid}', '${pid % 2 ? '555-0100' : ''}', '555-0199', '${pid % 2 ? 'Female' : 'Male'}', '2025-01-01 00:00:00', ${pid})`,
    );
    // Half of the patients are insured, some from a later day on.
    if (pid % 2 === 0)
      lines.push(
        `INSERT INTO insurance_data (type, provider, date, pid) VALUES ('primary', '${(pid % 4) / 2 + 1}', '${pid % 8 ? '2020-01-01' : '2025-03-01'}', ${pid})`,
      );
  }
  for (let encounter = 1; encounter <= ENCOUNTERS; encounter++) {
    lines.push(
      `INSERT INTO form_encounter (id, date, facility_id, pid, encounter, pc_catid, provider_id)
VALUES (${1000 + encounter}, '${day(encounter)} 10:00:00', ${(encounter % 3) + 1}, ${patientOf(encounter)}, ${encounter}, ${(encounter % 2) + 5}, ${(encounter % 4) + 1})`,
      `INSERT INTO forms (encounter, form_id, pid, deleted, formdir) VALUES (${encounter}, ${1000 + encounter}, ${patientOf(encounter)}, 0, 'newpatient')`,
    );
    bill(encounter, 'ICD10', 'E11.9', '', 0);
    const own: Charge[] = [];
    for (let line = 0; line <= encounter % 4; line++) {
      // The fourth line repeats the code of the first.
      const code = CODES[line % 3] as string;
      const charge = {
        encounter,
        code,
        modifier: line === 1 ? '25' : '',
        fee: 5000 + encounter * 37 + line * 1001,
        paid: 0,
      };
      bill(
        encounter,
        encounter % 10 === 1 ? null : 'CPT4',
        code,
        charge.modifier,
        charge.fee,
        1,
        'ICD10|E11.9:ICD10|I10:',
      );
      own.push(charge);
    }
    bill(encounter, 'CPT4', '99999', '', 7777, 0);
    // Not yet priced, and without a word about its modifier.
    if (encounter % 10 === 2) {
      bill(encounter, 'CPT4', '81000', null, null);
      own.push({ encounter, code: '81000', modifier: '', fee: 0, paid: 0 });
    }
    // Entered twice, and one of them deleted.
    if (encounter % 10 === 3)
      lines.push(
        `INSERT INTO form_encounter (id, date, facility_id, pid, encounter, pc_catid, provider_id)
VALUES (${2000 + encounter}, '2024-01-01 10:00:00', 1, ${patientOf(encounter)}, ${encounter}, 5, 1)`,
        `INSERT INTO forms (encounter, form_id, pid, deleted, formdir) VALUES (${encounter}, ${2000 + encounter}, ${patientOf(encounter)}, 1, 'newpatient')`,
      );
    charges.push(...own);
    // A payment on a code, one on the claim, a copay of an old release, an adjustment, and one that was taken back.
    const pay = (code: string, modifier: string, amount: number) => {
      post(encounter, code, modifier, amount);
      fill(own, (each) => each.code === code && each.modifier === modifier, amount);
    };
    const first = own[0] as Charge;
    if (encounter % 3 !== 0) pay(first.code, first.modifier, Math.round(first.fee * 1.4));
    if (encounter % 10 === 2) pay('81000', '', 8000);
    if (encounter % 5 === 0) pay('', '', 1500);
    if (encounter % 7 === 0) {
      bill(encounter, 'COPAY', '', '', -2000);
      fill(own, () => false, 2000);
    }
    if (encounter % 6 === 0) pay('77777', '', 333);
    post(encounter, first.code, first.modifier, 0, 400);
    post(encounter, first.code, first.modifier, 9999, 0, "'2025-09-01 00:00:00'");
  }
  // An encounter that was deleted has no charge; a payment without any charge is not of any line.
  lines.push(
    `INSERT INTO form_encounter (id, date, pid, encounter, facility_id) VALUES (5000, '2025-02-02', 1, 5000, 1)`,
    `INSERT INTO forms (encounter, form_id, pid, deleted, formdir) VALUES (5000, 5000, 1, 1, 'newpatient')`,
  );
  post(9000, '', '', 12345);
  const payments: Record<string, number> = {};
  for (const { paid, encounter } of charges) {
    const payer = payerOf(patientOf(encounter), day(encounter));
    payments[payer] = (payments[payer] ?? 0) + paid;
  }
  const sum = (value: (charge: Charge) => number) => charges.reduce((total, charge) => total + value(charge), 0);
  const sql = `${TABLES}
INSERT INTO facility (name) VALUES ('North Clinic'), ('South Clinic'), ('Laboratory');
INSERT INTO users (username, authorized, fname, lname, facility_id, npi, specialty) VALUES ('a', 1, 'Ada', 'Okafor', 1, '1234567893', 'Cardiology'),
  ('b', 1, 'Ben', 'Ito', 2, '1234567893', 'Surgery'), ('c', 1, 'Cy', 'Roe', 3, '1234567893', 'Family'), ('d', 1, 'Di', 'Moe', 1, '1234567893', 'Family'),
  ('desk', 0, 'Eve', 'Desk', 1, '', '');
INSERT INTO insurance_companies VALUES (1, '${PAYERS[0]}', ''), (2, '${PAYERS[1]}', '');
INSERT INTO openemr_postcalendar_categories VALUES (5, 'Office Visit'), (6, 'Established Patient');
INSERT INTO list_options VALUES ('sex', 'Male', 'Male'), ('sex', 'Female', 'Female');
${lines.join(';\n')};`;
  return {
    sql,
    truth: {
      totals: {
        gross_charges: sum(({ fee }) => fee),
        payments: sum(({ paid }) => paid),
        outstanding: sum(({ fee, paid }) => Math.max(0, fee - paid)),
        credit_balance: sum(({ fee, paid }) => Math.max(0, paid - fee)),
      },
      ...{ charges: charges.length, encounters: ENCOUNTERS, patients: PATIENTS, payments },
    },
  };
}
