import { render } from 'preact';
import { PainPage } from './PainPage.tsx';

const page = document.getElementById('page');
if (page !== null) {
  page.replaceChildren();
  render(<PainPage safeLoaded={'humanfs' in globalThis} />, page);
}
