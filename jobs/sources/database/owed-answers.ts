/** Counts the statements that a server has not answered yet: one that owes nothing may be silent for as long as it likes. */
export class OwedAnswers {
  private owed = 0;

  /** One more is owed, until the function that it returns is called; calling that again changes nothing. */
  await(): () => void {
    this.owed += 1;
    let isOwed = true;
    return () => {
      if (isOwed) this.owed -= 1;
      isOwed = false;
    };
  }

  /** Whether the server owes an answer. */
  get any(): boolean {
    return this.owed > 0;
  }
}
