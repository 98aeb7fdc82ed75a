import { render } from 'preact';
import { DietPage } from './DietPage.tsx';

const page = document.getElementById('page');
if (page !== null) {
  page.replaceChildren();
  render(<DietPage safeLoaded={'humanfs' in globalThis} />, page);
}
