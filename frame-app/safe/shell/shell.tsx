import type { ComponentChildren } from 'preact';
import { Icon, type IconName } from '../../ui/icon.tsx';
import { hrefOf, type PageName, route } from '../routes.ts';

const LINKS: readonly { readonly page: PageName; readonly name: string; readonly icon: IconName }[] = [
  { page: 'overview', name: 'Overview', icon: 'overview' },
  { page: 'variables', name: 'Variables', icon: 'variables' },
  { page: 'sources', name: 'Data Sources', icon: 'sources' },
  { page: 'apps', name: 'Apps', icon: 'apps' },
  { page: 'activity', name: 'Activity', icon: 'activity' },
  { page: 'settings', name: 'Settings', icon: 'settings' },
];

export interface ShellProps {
  /** The safe's name, or what stands for it. */
  readonly name: string;
  readonly protectedSafe: boolean;
  /** What Data Sources is doing meanwhile; null: nothing, or it is the open page. */
  readonly work: string | null;
  readonly children: ComponentChildren;
}

/** What stands on every page: whose safe it is, six links (a bar at the bottom of a phone), the safety link. */
export function Shell({ name, protectedSafe, work, children }: ShellProps) {
  const here = route.value.page;
  return (
    <div class="shell">
      <button type="button" class="skip button button-main" onClick={skipToContent}>
        Skip to content
      </button>
      <header class="shell-bar">
        <a class="shell-name" href={hrefOf('overview')}>
          <Icon name="lock" />
          <span>{name}</span>
        </a>
        {work === null ? null : (
          <a class="badge shell-status" href={hrefOf('sources')}>
            {work}
          </a>
        )}
        {protectedSafe ? null : (
          <a class="badge badge-warning shell-status" href={hrefOf('settings')}>
            Not yet protected
          </a>
        )}
      </header>
      <nav class="shell-nav" aria-label="Safe">
        <ul>
          {LINKS.map((link) => (
            <li key={link.page}>
              <a href={hrefOf(link.page)} aria-current={link.page === here ? 'page' : undefined}>
                <Icon name={link.icon} />
                <span>{link.name}</span>
              </a>
            </li>
          ))}
        </ul>
      </nav>
      <main class="shell-content" id="content" tabIndex={-1}>
        {children}
      </main>
      <footer class="shell-foot">
        <a href={hrefOf('safety')}>Not medical advice. Emergency help</a>
      </footer>
    </div>
  );
}

// A button, not a link: the address names the page and must not change.
function skipToContent(): void {
  document.getElementById('content')?.focus();
}
