import { useRef, useState } from 'preact/hooks';
import { Button } from '../../ui/button.tsx';
import { Icon } from '../../ui/icon.tsx';

/** Takes files dropped on it or chosen from the device; more than one is fine. */
export function DropZone({ onFiles }: { onFiles: (files: readonly File[]) => void }) {
  const input = useRef<HTMLInputElement>(null);
  const [over, setOver] = useState(false);
  const take = (files: FileList | null | undefined) => {
    if (files !== null && files !== undefined && files.length > 0) onFiles([...files]);
  };
  return (
    <section
      class="drop-zone"
      aria-label="Drop files here"
      data-over={over ? 'yes' : 'no'}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        event.preventDefault();
        setOver(false);
        take(event.dataTransfer?.files);
      }}
    >
      <Icon name="file" size="large" />
      <p class="lead">Drop a file here</p>
      <p class="soft">Apple Health (export.zip or export.xml) or a table (CSV). It stays on this device.</p>
      <Button look="main" onPress={() => input.current?.click()}>
        Choose files
      </Button>
      <input
        ref={input}
        class="only-spoken"
        type="file"
        multiple
        tabIndex={-1}
        aria-hidden="true"
        data-testid="choose-files"
        onChange={(event) => {
          take(event.currentTarget.files);
          // The same file can be chosen again: without this the browser sees no change.
          event.currentTarget.value = '';
        }}
      />
    </section>
  );
}
