/** Sentences that stand where people.md says, word for word; a lawyer reads them before real people do. */
export const NOT_ADVICE =
  'This is not medical advice. It does not find, treat or prevent disease. Do not start or stop a medicine because of a chart here. Ask your doctor.';
export const EMERGENCY =
  'Nobody watches this data. In an emergency, or if you may hurt yourself, call your local emergency number now.';
export const FOR_ADULTS =
  'For adults. If you are under 18, use it with a parent or guardian. If you keep data for someone else, make sure you are allowed to.';
export const WHERE_IT_IS =
  'Your data is in this browser, on this device. No account, no server copy. If you lose the device, clear the browser or forget your recovery words, nobody can get it back. Save a copy. Safari may erase it if you stay away for about a week. A private window erases it when it closes.';
export const WHO_CAN_SEE =
  'Anyone who can use this browser while your safe is open can see and share your data.';
export const STOPPING =
  'Stopping access stops new reads, within 24 hours at the latest. It does not erase what a site has already read. To have it erased, ask that site.';
export const FIRST_SAFE =
  'A safe keeps your health data locked in this browser, on this device. No account. We cannot see it. If you clear this browser, it is gone, so save a copy later.';
