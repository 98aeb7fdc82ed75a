import { showOrigin } from '../../protocol/origins.ts';

export interface SiteNameProps {
  /** As the browser gives it: "https://diet.example:8443". Never a name the site claims for itself. */
  readonly origin: string;
}

/**
 * A site's address, whole, its host heavy. In its own direction box, so that no right-to-left letter in it can
 * turn the sentence around it.
 */
export function SiteName({ origin }: SiteNameProps) {
  const { scheme, host, port } = showOrigin(origin);
  return (
    <bdi class="site">
      <span class="site-rest">{scheme}</span>
      <span class="site-host">{host}</span>
      {port === '' ? null : <span class="site-rest">{port}</span>}
    </bdi>
  );
}

/** "diet.localhost": for sentences beside which the whole address stands. */
export function hostOf(origin: string): string {
  return showOrigin(origin).host;
}
