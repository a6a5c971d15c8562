/** A file's text as Terraform takes it: `${` and `%{` are the only characters that would mean something else. */
export function uploadedText(text: string): string {
  // A function, because in a replacement text `$$` is one dollar sign.
  return text.replaceAll('${', () => '$${').replaceAll('%{', '%%{');
}
