// How hard a text is to read.

function syllables(word) {
  const letters = word.toLowerCase().replace(/[^a-z]/g, '').replace(/e$/, '');
  return Math.max((letters.match(/[aeiouy]+/g) ?? []).length, 1);
}

/** Flesch-Kincaid grade level: 0.39 words per sentence + 11.8 syllables per word - 15.59. */
export function grade(text) {
  const sentences = text.split(/[.!?:]+(?:\s|$)/).filter((one) => one.trim()).length || 1;
  const words = text.match(/[A-Za-z']+/g) ?? [];
  const spoken = words.reduce((sum, word) => sum + syllables(word), 0);
  return (0.39 * words.length) / sentences + (11.8 * spoken) / words.length - 15.59;
}
