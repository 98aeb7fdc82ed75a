/** The floor: a worker that looks at each byte of a file once, by the same stream, and answers with their sum. */
interface ScanScope {
  onmessage: ((event: MessageEvent<unknown>) => void) | null;
  postMessage(sum: number): void;
}

async function sumOf(file: Blob): Promise<number> {
  let sum = 0;
  const reader = file.stream().getReader();
  for (let piece = await reader.read(); !piece.done; piece = await reader.read()) {
    const bytes = piece.value;
    for (let at = 0; at < bytes.length; at++) sum += bytes[at] ?? 0;
  }
  return sum;
}

function serve(scope: ScanScope): void {
  scope.onmessage = ({ data }) => {
    if (data instanceof Blob) void sumOf(data).then((sum) => scope.postMessage(sum));
  };
}

serve(self);
