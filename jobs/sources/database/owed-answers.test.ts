import { OwedAnswers } from './owed-answers';

it('knows whether an answer is owed, however often one of them is said to have come', () => {
  const answers = new OwedAnswers();
  expect(answers.any).toBe(false);
  const first = answers.await();
  const second = answers.await();
  first();
  first();
  expect(answers.any).toBe(true);
  second();
  expect(answers.any).toBe(false);
});
