import { safeAddress, siteAddress } from './neighbours.ts';

/** The thin strip on top of both sites: where this page stands in the demo, and whether its data is real. */
export function DemoStrip({ current, madeUp }: { readonly current: 1 | 2; readonly madeUp: boolean }) {
  const steps = [
    { label: 'Save pain diary', address: siteAddress('pain') },
    { label: 'Read it on another site', address: siteAddress('diet') },
    { label: 'See who read it', address: safeAddress() ?? siteAddress('pain') },
  ];
  return (
    <nav class="strip" aria-label="The demo in three steps">
      <ol>
        {steps.map(({ label, address }, index) => (
          <li key={label}>
            <a href={address} aria-current={index + 1 === current ? 'step' : undefined}>
              <span class="strip-number">{index + 1}</span> <span class="strip-label">{label}</span>
            </a>
          </li>
        ))}
      </ol>
      <p class="badge">{madeUp ? 'Made-up data' : 'Your own file'}</p>
    </nav>
  );
}
