/** Longest note that is kept with a measurement, in UTF-16 units: a few paragraphs of a diary. */
export const MAX_NOTE_LENGTH = 2000;
