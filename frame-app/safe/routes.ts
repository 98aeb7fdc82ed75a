import { signal } from '@preact/signals';

/** Where a person is in the safe. An address only shows something; it never changes anything. */
export type Route =
  | { readonly page: 'overview' }
  | { readonly page: 'variables'; readonly variable: string | null }
  | { readonly page: 'sources' }
  | { readonly page: 'apps'; readonly record: string | null }
  | { readonly page: 'activity' }
  | { readonly page: 'settings' }
  | { readonly page: 'safety' };

export type PageName = Route['page'];

/** 128 random bits, base64url, as the vault makes its ids. */
const ID = /^[\w-]{1,64}$/u;

/** Anything that is not an address of a page is the overview. */
export function parseRoute(hash: string): Route {
  const [page = '', item = ''] = hash.replace(/^#\/?/u, '').split('/');
  const id = ID.test(item) ? item : null;
  switch (page) {
    case 'variables':
      return { page, variable: id };
    case 'apps':
      return { page, record: id };
    case 'sources':
    case 'activity':
    case 'settings':
    case 'safety':
      return { page };
    default:
      return { page: 'overview' };
  }
}

/** The address of a page, and of one thing on it. */
export function hrefOf(page: PageName, item?: string): string {
  if (page === 'overview') return '#/';
  return item === undefined ? `#/${page}` : `#/${page}/${item}`;
}

export const route = signal<Route>({ page: 'overview' });

/** Keeps `route` equal to the address bar. Call the result to stop. */
export function followAddress(view: Window): () => void {
  const follow = () => {
    route.value = parseRoute(view.location.hash);
  };
  follow();
  view.addEventListener('hashchange', follow);
  return () => view.removeEventListener('hashchange', follow);
}
