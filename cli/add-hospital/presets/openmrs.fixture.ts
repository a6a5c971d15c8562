/**
 * A database with the tables of OpenMRS and its billing module, as their published definitions name and type them, and rows that code
 * makes up: nobody in it exists. The truth is added up from the same rows in plain loops, without SQL.
 */
const NOTED = 'creator INT NOT NULL DEFAULT 1, date_created DATETIME NOT NULL, changed_by INT, date_changed DATETIME';
const VOIDED =
  'voided TINYINT(1) NOT NULL DEFAULT 0, voided_by INT, date_voided DATETIME, void_reason VARCHAR(255), uuid CHAR(38)';
const RETIRED = 'retired TINYINT(1) NOT NULL DEFAULT 0, retired_by INT, date_retired DATETIME, uuid CHAR(38)';
const TABLES = `
CREATE TABLE person (person_id INT PRIMARY KEY, gender VARCHAR(50) DEFAULT '', birthdate DATE, dead TINYINT(1) NOT NULL DEFAULT 0, ${NOTED}, ${VOIDED});
CREATE TABLE person_name (person_name_id INT PRIMARY KEY AUTO_INCREMENT, preferred TINYINT(1) NOT NULL DEFAULT 0, person_id INT NOT NULL,
  given_name VARCHAR(50), middle_name VARCHAR(50), family_name VARCHAR(50), ${NOTED}, ${VOIDED}, FOREIGN KEY (person_id) REFERENCES person (person_id));
CREATE TABLE person_address (person_address_id INT PRIMARY KEY AUTO_INCREMENT, person_id INT, preferred TINYINT(1) NOT NULL DEFAULT 0, address1 VARCHAR(255),
  address2 VARCHAR(255), city_village VARCHAR(255), state_province VARCHAR(255), postal_code VARCHAR(50), ${NOTED}, ${VOIDED});
CREATE TABLE person_attribute_type (person_attribute_type_id INT PRIMARY KEY, name VARCHAR(50) NOT NULL, ${NOTED}, ${RETIRED});
CREATE TABLE person_attribute (person_attribute_id INT PRIMARY KEY AUTO_INCREMENT, person_id INT NOT NULL, value VARCHAR(50) NOT NULL,
  person_attribute_type_id INT NOT NULL, ${NOTED}, ${VOIDED});
CREATE TABLE patient (patient_id INT PRIMARY KEY, ${NOTED}, ${VOIDED}, FOREIGN KEY (patient_id) REFERENCES person (person_id));
CREATE TABLE location (location_id INT PRIMARY KEY, name VARCHAR(255) NOT NULL, description VARCHAR(255), ${NOTED}, ${RETIRED});
CREATE TABLE provider (provider_id INT PRIMARY KEY, person_id INT, name VARCHAR(255), identifier VARCHAR(255), ${NOTED}, ${RETIRED});
CREATE TABLE encounter_type (encounter_type_id INT PRIMARY KEY, name VARCHAR(50) NOT NULL, ${NOTED}, ${RETIRED});
CREATE TABLE encounter (encounter_id INT PRIMARY KEY, encounter_type INT NOT NULL, patient_id INT NOT NULL, location_id INT, form_id INT,
  encounter_datetime DATETIME NOT NULL, visit_id INT, ${NOTED}, ${VOIDED}, KEY (patient_id, encounter_datetime),
  FOREIGN KEY (patient_id) REFERENCES patient (patient_id), FOREIGN KEY (location_id) REFERENCES location (location_id));
CREATE TABLE encounter_provider (encounter_provider_id INT PRIMARY KEY AUTO_INCREMENT, encounter_id INT NOT NULL, provider_id INT NOT NULL,
  encounter_role_id INT NOT NULL, ${NOTED}, ${VOIDED}, FOREIGN KEY (encounter_id) REFERENCES encounter (encounter_id),
  FOREIGN KEY (provider_id) REFERENCES provider (provider_id));
CREATE TABLE orders (order_id INT PRIMARY KEY, patient_id INT NOT NULL, encounter_id INT, orderer INT, ${NOTED}, ${VOIDED});
CREATE TABLE concept_class (concept_class_id INT PRIMARY KEY, name VARCHAR(255) NOT NULL, description VARCHAR(255), ${NOTED}, ${RETIRED});
CREATE TABLE care_setting (care_setting_id INT PRIMARY KEY, name VARCHAR(255) NOT NULL, ${NOTED}, ${RETIRED});
CREATE TABLE cashier_cash_point (cash_point_id INT PRIMARY KEY, name VARCHAR(255), location_id INT, ${NOTED}, ${RETIRED});
CREATE TABLE cashier_payment_mode (payment_mode_id INT PRIMARY KEY, name VARCHAR(255), ${NOTED}, ${RETIRED});
CREATE TABLE cashier_billable_service (service_id INT PRIMARY KEY, name VARCHAR(255), short_name VARCHAR(255), ${NOTED}, ${RETIRED});
CREATE TABLE cashier_bill (bill_id INT PRIMARY KEY, provider_id INT NOT NULL, patient_id INT NOT NULL, cash_point_id INT NOT NULL, status VARCHAR(50) NOT NULL,
  receipt_number VARCHAR(255), ${NOTED}, ${VOIDED});
CREATE TABLE cashier_bill_line_item (bill_line_item_id INT PRIMARY KEY AUTO_INCREMENT, bill_id INT NOT NULL, item_id INT, service_id INT, price DECIMAL(19,2) NOT NULL,
  price_name VARCHAR(255), quantity INT NOT NULL, line_item_order INT, order_id INT, ${NOTED}, ${VOIDED}, KEY (bill_id));
CREATE TABLE cashier_bill_payment (bill_payment_id INT PRIMARY KEY AUTO_INCREMENT, bill_id INT NOT NULL, payment_mode_id INT NOT NULL,
  amount_tendered DECIMAL(19,2) NOT NULL, amount DECIMAL(19,2) NOT NULL, ${NOTED}, ${VOIDED}, KEY (bill_id));`;

/** What must come out, in cents and in rows. */
export interface OpenMrsTruth {
  readonly totals: Readonly<Record<string, number>>;
  readonly charges: number;
  readonly encounters: number;
  readonly patients: number;
  /** Charges in cents, by the department in which the encounter took place. */
  readonly chargesByDepartment: Readonly<Record<string, number>>;
}

const PATIENTS = 30;
const VISITS_EACH = 4;
const CODES = ['99213', '36415', '80053'];

/** The statements that fill a database, and the truth about it. */
export function openMrs(): { readonly sql: string; readonly truth: OpenMrsTruth } {
  const lines: string[] = [];
  const insert = (table: string, row: Readonly<Record<string, string | number | null>>) => {
    const value = (each: string | number | null) => (typeof each === 'string' ? `'${each}'` : String(each));
    const noted = { ...row, date_created: row['date_created'] ?? '2025-01-01 08:00:00' };
    lines.push(
      `INSERT INTO ${table} (${Object.keys(noted).join(', ')}) VALUES (${Object.values(noted).map(value).join(', ')})`,
    );
  };
  const money = (cents: number) => (cents / 100).toFixed(2);
  for (const [place, name] of ['Ward', 'Outpatients', 'Laboratory'].entries())
    insert('location', { location_id: place + 1, name, retired: place === 2 ? 1 : 0 });
  insert('person_attribute_type', { person_attribute_type_id: 8, name: 'Telephone Number' });
  insert('encounter_type', { encounter_type_id: 1, name: 'Consultation' });
  insert('concept_class', { concept_class_id: 1, name: 'Test' });
  insert('care_setting', { care_setting_id: 1, name: 'Outpatient' });
  insert('cashier_cash_point', { cash_point_id: 1, name: 'Front', location_id: 2 });
  insert('cashier_payment_mode', { payment_mode_id: 1, name: 'Cash' });
  insert('cashier_payment_mode', { payment_mode_id: 2, name: 'Insurance' });
  for (const [place, short_name] of CODES.entries())
    insert('cashier_billable_service', { service_id: place + 1, name: `Service ${place}`, short_name });
  // Persons 1 to 3 are staff.
  for (let id = 1; id <= 3; id++) {
    insert('person', { person_id: id, gender: 'F' });
    insert('person_name', { person_id: id, given_name: `Staff${id}`, family_name: 'Member' });
    insert('provider', { provider_id: id, person_id: id, identifier: '1234567893' });
  }
  const sums = { gross_charges: 0, payments: 0, outstanding: 0, credit_balance: 0 };
  const byDepartment: Record<string, number> = {};
  let charges = 0;
  let encounter = 0;
  for (let patient = 101; patient <= 100 + PATIENTS; patient++) {
    insert('person', { person_id: patient, gender: patient % 2 ? 'F' : 'M', birthdate: `19${patient - 60}-05-06` });
    insert('person_name', { person_id: patient, given_name: 'Former', family_name: 'Name', voided: 0, preferred: 0 });
    insert('person_name', {
      person_id: patient,
      given_name: `Given${patient}`,
      family_name: `Family${patient}`,
      preferred: 1,
    });
    insert('person_attribute', { person_id: patient, person_attribute_type_id: 8, value: '555-0100' });
    insert('person_address', {
      person_id: patient,
      address1: `${patient} Elm Street`,
      city_village: 'Springdale',
      preferred: 1,
    });
    insert('patient', { patient_id: patient });
    for (let visit = 0; visit < VISITS_EACH; visit++) {
      encounter++;
      const location = (encounter % 2) + 1;
      const day = new Date(Date.UTC(2025, visit * 2, 1 + (patient % 28))).toISOString().slice(0, 10);
      insert('encounter', {
        encounter_id: encounter,
        encounter_type: 1,
        patient_id: patient,
        location_id: location,
        encounter_datetime: `${day} 09:00:00`,
      });
      insert('encounter_provider', { encounter_id: encounter, provider_id: (encounter % 3) + 1, encounter_role_id: 1 });
      if (visit === 3) continue;
      // The third bill of a patient is written a day later than an encounter that came in between: its order says which one it is of.
      const status = encounter % 11 === 0 ? 'CANCELLED' : 'POSTED';
      insert('orders', { order_id: encounter, patient_id: patient, encounter_id: encounter });
      insert('cashier_bill', {
        bill_id: encounter,
        provider_id: 3,
        patient_id: patient,
        cash_point_id: 1,
        status,
        date_created: `${day} 15:00:00`,
      });
      const amounts: number[] = [];
      for (let line = 0; line <= encounter % 3; line++) {
        const price = 1050 + encounter * 13 + line * 400;
        const row = {
          bill_id: encounter,
          service_id: line + 1,
          price: money(price),
          quantity: line + 1,
          order_id: visit === 2 ? encounter : null,
        };
        insert('cashier_bill_line_item', { ...row, date_created: `${day} 15:00:00` });
        amounts.push(price * (line + 1));
      }
      insert('cashier_bill_line_item', { bill_id: encounter, price: '999.00', quantity: 1, voided: 1 });
      const total = amounts.reduce((sum, amount) => sum + amount, 0);
      const paid = [0, Math.round(total / 3), total, total + 500][encounter % 4] as number;
      for (const part of paid === 0 ? [] : [Math.floor(paid / 2), Math.ceil(paid / 2)])
        insert('cashier_bill_payment', {
          bill_id: encounter,
          payment_mode_id: (encounter % 2) + 1,
          amount_tendered: money(part + 1000),
          amount: money(part),
          date_created: `${day} 15:10:00`,
        });
      insert('cashier_bill_payment', {
        bill_id: encounter,
        payment_mode_id: 1,
        amount_tendered: '77.00',
        amount: '77.00',
        voided: 1,
      });
      if (status === 'CANCELLED') continue;
      charges += amounts.length;
      sums.gross_charges += total;
      sums.payments += paid;
      sums.outstanding += Math.max(0, total - paid);
      sums.credit_balance += Math.max(0, paid - total);
      byDepartment[String(location)] = (byDepartment[String(location)] ?? 0) + total;
    }
  }
  // What is voided never was.
  insert('person', { person_id: 900, gender: 'M', birthdate: '1950-01-01' });
  insert('patient', { patient_id: 900, voided: 1 });
  insert('encounter', {
    encounter_id: 9000,
    encounter_type: 1,
    patient_id: 101,
    location_id: 1,
    encounter_datetime: '2025-01-01 23:00:00',
    voided: 1,
  });
  return {
    sql: `${TABLES}\n${lines.join(';\n')};`,
    truth: { totals: sums, charges, encounters: encounter, patients: PATIENTS, chargesByDepartment: byDepartment },
  };
}
