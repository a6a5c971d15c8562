import { KPIS } from '../../../model/kpis';
import { undeliveredInputs } from './undelivered';

const kpis = KPIS.filter(({ id }) => ['patient_responsibility', 'claims_submitted', 'payments'].includes(id));

it('names the inputs of a KPI that a hospital does not deliver, and no others', () => {
  const absent = [
    { hospital: 'hospital-b', table: 'claims', columns: ['deductible', 'copay', 'payer_type'] },
    // The KPI does not read a column of this name in another table.
    { hospital: 'hospital-a', table: 'transactions', columns: ['deductible'] },
  ];
  expect(undeliveredInputs(kpis, absent)).toEqual([
    {
      ...{ kpiId: 'patient_responsibility', hospital: 'hospital-b', isWholeTable: false },
      words: 'hospital-b does not deliver claims.deductible, claims.copay',
    },
  ]);
});

it('names tables that a hospital does not have at all', () => {
  const hospitals = [{ id: 'hospital-a', tables: ['transactions'], feeds: [] }];
  expect(undeliveredInputs(kpis, [], hospitals)).toEqual(
    ['claims_submitted', 'patient_responsibility'].map((kpiId) => ({
      ...{ kpiId, hospital: 'hospital-a', isWholeTable: true },
      words: 'hospital-a does not deliver claims',
    })),
  );
});
