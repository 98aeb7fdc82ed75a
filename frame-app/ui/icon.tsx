// Drawn for this project on a 24 px grid, strokes only, so that they follow the text's colour in both schemes.
const SHAPES = {
  lock: ['M6 11h12v9H6z', 'M8.5 11V8a3.5 3.5 0 0 1 7 0v3', 'M12 14.5v2'],
  overview: ['M4 12.5 12 5l8 7.5', 'M6.5 10.5V19h11v-8.5', 'M10 19v-4.5h4V19'],
  variables: ['M4 19h16', 'M4 15l4.5-5 4 3.5L20 6'],
  sources: ['M12 4v10', 'M8 10.5l4 4 4-4', 'M4.5 15v4.5h15V15'],
  apps: ['M4.5 5h15v14h-15z', 'M4.5 9.5h15', 'M7.25 7.25h.01', 'M10 7.25h.01'],
  activity: ['M12 4.5a7.5 7.5 0 1 0 0 15 7.5 7.5 0 0 0 0-15', 'M12 8v4.5l3 1.8'],
  settings: ['M4 7.5h9', 'M17 7.5h3', 'M15 5.5v4', 'M4 16.5h3', 'M11 16.5h9', 'M9 14.5v4'],
  info: ['M12 4.5a7.5 7.5 0 1 0 0 15 7.5 7.5 0 0 0 0-15', 'M12 11.5v4', 'M12 8.5h.01'],
  warning: ['M12 4.5 3.5 19h17z', 'M12 10.5v4', 'M12 16.75h.01'],
  error: ['M8.5 4.5h7l4 4v7l-4 4h-7l-4-4v-7z', 'M12 8.5v4.5', 'M12 15.75h.01'],
  done: ['M12 4.5a7.5 7.5 0 1 0 0 15 7.5 7.5 0 0 0 0-15', 'M8.75 12.25l2.25 2.25 4.25-4.75'],
  file: ['M7 4.5h6.5l4 4v11H7z', 'M13.5 4.5v4h4'],
  heart: ['M12 19s-7-4.3-7-9a3.8 3.8 0 0 1 7-2.2A3.8 3.8 0 0 1 19 10c0 4.7-7 9-7 9z'],
  next: ['M9.5 6l6 6-6 6'],
  back: ['M14.5 6l-6 6 6 6'],
} as const;

export type IconName = keyof typeof SHAPES;

/** A picture beside words that say the same; screen readers skip it. */
export function Icon({ name, size = 'medium' }: { name: IconName; size?: 'small' | 'medium' | 'large' }) {
  return (
    <svg
      class={size === 'medium' ? 'icon' : `icon icon-${size}`}
      viewBox="0 0 24 24"
      aria-hidden="true"
      focusable="false"
    >
      {SHAPES[name].map((path) => (
        <path key={path} d={path} />
      ))}
    </svg>
  );
}
