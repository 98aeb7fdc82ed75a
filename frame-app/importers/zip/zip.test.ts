import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { type ByteSource, type DamagedInput, ImportFault, readPieces } from '../byte-source.ts';
import { CollectingSink } from '../collected-rows.ts';
import { HEAD_BYTES, recogniseFile } from '../recognise-file.ts';
import { FORMATS, inspectBlob, readBlob } from '../registry.ts';
import { readCentralDirectory } from './central-directory.ts';
import { type MadeMember, type MadeZip, zipOf } from './fixtures/make-zip.ts';
import { memberSource } from './member-source.ts';

const encode = (text: string): Uint8Array => new TextEncoder().encode(text);
const record = (value: number): string =>
  `<Record type="HKQuantityTypeIdentifierStepCount" sourceName="P" unit="count" startDate="2024-03-01 08:00:00 +0100" value="${value}"/>\n`;
const xml = encode(
  `<?xml version="1.0"?><HealthData>${Array.from({ length: 500 }, (_, index) => record(index)).join('')}</HealthData>`,
);
const cda = encode(
  `<?xml version="1.0"?><ClinicalDocument>${'<observation value="1"/>'.repeat(5000)}</ClinicalDocument>`,
);

async function bytesOf(
  source: ByteSource,
): Promise<{ bytes: Uint8Array; damaged: DamagedInput | undefined }> {
  const parts: Uint8Array[] = [];
  const damaged = await readPieces(source, (piece) => {
    parts.push(piece.slice());
    return true;
  });
  return { bytes: new Uint8Array(Buffer.concat(parts)), damaged };
}

async function first(members: readonly MadeMember[], zip?: MadeZip): Promise<ByteSource> {
  const blob = await zipOf(members, zip);
  const [member] = await readCentralDirectory(blob);
  assert.ok(member !== undefined);
  return memberSource(blob, member);
}

async function importOf(blob: Blob): Promise<CollectingSink> {
  const sink = new CollectingSink();
  await readBlob(blob, { format: 'apple-health' }, sink);
  return sink;
}

describe('a zip', () => {
  it('gives its members back: stored, deflated, with sizes behind the data, in 64 bits', async () => {
    for (const member of [
      {},
      { stored: true },
      { descriptor: true },
      { zip64: true },
      { zip64: true, descriptor: true },
    ]) {
      for (const zip of [{}, { zip64: true }, { comment: 'PK\u0005\u0006 is not the end' }]) {
        const { bytes, damaged } = await bytesOf(
          await first([{ path: 'a.xml', bytes: xml, ...member }], zip),
        );
        assert.deepEqual(bytes, xml, JSON.stringify([member, zip]));
        assert.equal(damaged, undefined);
      }
    }
  });

  it('is searched for an Apple Health export by content, whatever its members are called', async () => {
    const zip = await zipOf([
      { path: 'apple_health_export/export_cda.xml', bytes: cda },
      {
        path: 'apple_health_export/electrocardiograms/ecg_2024-01-01.csv',
        bytes: encode('Name,Me\nDate,2024-01-01\n1,2\n'),
      },
      { path: 'apple_health_export/exportación.xml', bytes: xml },
    ]);
    assert.deepEqual(await inspectBlob(zip, 'UTC'), {
      kind: 'apple-health',
      path: 'apple_health_export/exportación.xml',
      bytes: xml.length,
    });
    assert.equal((await importOf(zip)).all.length, 500);
    assert.equal((await importOf(await zipOf([{ path: 'export_cda.xml', bytes: xml }]))).all.length, 500);
    const without = await inspectBlob(await zipOf([{ path: 'export.xml', bytes: cda }]), 'UTC');
    assert.ok(without.kind === 'unknown' && /none of them is known/u.test(without.message));
  });

  it('may hold one table, and says so when it holds several', async () => {
    const table = (path: string): MadeMember => ({ path, bytes: encode('date,v\n2024-01-01,1\n') });
    assert.equal(
      (await inspectBlob(await zipOf([table('a.csv'), { path: 'readme', bytes: encode('Hello.') }]), 'UTC'))
        .kind,
      'table',
    );
    const several = await inspectBlob(await zipOf([table('a.csv'), table('b.csv')]), 'UTC');
    assert.ok(several.kind === 'unknown' && several.message.includes('2 tables'));
  });

  it('whose paths climb out of folders does no harm: a path is only a name', async () => {
    for (const path of [
      '../../../etc/passwd',
      '/etc/passwd',
      'C:\\x\\export.xml',
      '__proto__',
      'constructor',
      '\u0000',
      '',
      'a/'.repeat(400),
    ]) {
      const inspected = await inspectBlob(await zipOf([{ path, bytes: xml }]), 'UTC');
      assert.ok(inspected.kind === 'apple-health' && inspected.path === path);
    }
    const long = await inspectBlob(await zipOf([{ path: 'a'.repeat(2000), bytes: xml }]), 'UTC');
    assert.equal(long.kind, 'unknown');
  });
});

describe('a zip that lies', () => {
  const refused = async (members: readonly MadeMember[], zip?: MadeZip): Promise<string> => {
    const inspected = await inspectBlob(await zipOf(members, zip), 'UTC');
    assert.equal(inspected.kind, 'unknown');
    return inspected.kind === 'unknown' ? inspected.message : '';
  };

  it('about more bytes than it declares is stopped at what it declares', async () => {
    const bomb = encode(`<HealthData>${' '.repeat(30_000_000)}`);
    const source = await first([{ path: 'x.xml', bytes: bomb, claimedSize: 100_000 }]);
    let given = 0;
    await assert.rejects(
      readPieces(source, (piece) => {
        given += piece.length;
        return true;
      }),
      (fault) => fault instanceof ImportFault && /longer than the zip file says/u.test(fault.message),
    );
    assert.ok(given <= 100_000, `${given} bytes came`);
    // A head that fits what is declared looks good; reading on finds the lie.
    const zip = await zipOf([{ path: 'x.xml', bytes: bomb, claimedSize: HEAD_BYTES }]);
    await assert.rejects(importOf(zip), /longer than the zip file says/u);
  });

  it('about an impossible or absurd size is refused before a byte is unpacked', async () => {
    const small = encode('<HealthData>');
    assert.match(
      await refused([{ path: 'x.xml', bytes: small, claimedSize: 1_000_000_000 }]),
      /bigger than it can be/u,
    );
    assert.match(
      await refused([{ path: 'x.xml', bytes: small, stored: true, claimedSize: 100 }]),
      /bigger than it can be/u,
    );
    const zeros = new Uint8Array(3_000_000);
    assert.match(
      await refused([{ path: 'x.xml', bytes: zeros, claimedSize: 2_900_000 * 1000 }]),
      /bigger than it can be|far more/u,
    );
  });

  it('about fewer bytes than it declares leaves what came', async () => {
    const source = await first([{ path: 'x.xml', bytes: xml, claimedSize: xml.length + 500 }]);
    const { bytes, damaged } = await bytesOf(source);
    assert.deepEqual(bytes, xml);
    assert.match(damaged?.message ?? '', /shorter/u);
  });

  it('about how many members it has, or where they are, is damaged', async () => {
    assert.match(await refused([{ path: 'x.xml', bytes: xml }], { claimedMembers: 5 }), /damaged/u);
    assert.match(
      await refused([{ path: 'x.xml', bytes: xml }], { claimedMembers: 200_000, zip64: true }),
      /too many files/u,
    );
  });

  it('is locked or packed in another way: said, and the other members are still tried', async () => {
    const locked = { path: 'a.xml', bytes: xml, encrypted: true };
    assert.match(await refused([locked]), /password/u);
    assert.match(await refused([{ path: 'a.xml', bytes: xml, method: 14 }]), /not known here/u);
    assert.equal((await importOf(await zipOf([locked, { path: 'b.xml', bytes: xml }]))).all.length, 500);
  });
});

describe('a damaged zip', () => {
  it('that is cut off says so, wherever it is cut', async () => {
    const whole = await zipOf([{ path: 'export.xml', bytes: xml }]);
    for (let length = 4; length < whole.size; length += 7) {
      const inspected = await inspectBlob(whole.slice(0, length), 'UTC');
      assert.ok(inspected.kind === 'unknown' && inspected.message.includes('cut off'), `cut to ${length}`);
    }
  });

  it('with any bytes changed gives rows or a reason, and no other fault', async () => {
    const whole = new Uint8Array(
      await (
        await zipOf([
          { path: 'export.xml', bytes: xml },
          { path: 'b', bytes: cda },
        ])
      ).arrayBuffer(),
    );
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(fc.nat(whole.length - 1), fc.nat(255)), { minLength: 1, maxLength: 6 }),
        async (changes) => {
          const bytes = whole.slice();
          for (const [at, byte] of changes) bytes[at] = byte;
          const sink = new CollectingSink();
          await readBlob(new Blob([bytes]), { format: 'apple-health' }, sink).catch((fault: unknown) => {
            assert.ok(fault instanceof ImportFault, String(fault));
          });
        },
      ),
      { numRuns: 200 },
    );
  });

  it('whose packed bytes are damaged keeps the rows before the damage', async () => {
    const bytes = new Uint8Array(await (await zipOf([{ path: 'export.xml', bytes: xml }])).arrayBuffer());
    // A block type that deflate does not have, in the middle of the packed bytes.
    bytes.fill(0xff, Math.floor(bytes.length * 0.6), Math.floor(bytes.length * 0.9) - 60);
    const sink = new CollectingSink();
    const summary = await readBlob(new Blob([bytes]), { format: 'apple-health' }, sink);
    assert.equal(summary.cutOff, true);
    assert.ok(sink.all.every(({ value }, index) => value === index));
  });
});

describe('a file that cannot be imported', () => {
  it('is named for what it looks like, with what can be imported', async () => {
    const looks: readonly (readonly [string | Uint8Array, RegExp])[] = [
      ['', /an empty file/u],
      ['%PDF-1.7 ...', /a PDF document/u],
      [Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10), /a picture/u],
      [Uint8Array.of(14, 16, 0, 0, 0, 0, 0, 0, 0x2e, 0x46, 0x49, 0x54), /a FIT file/u],
      ['\ufeff<?xml version="1.0"?>\n<!-- x --><gpx version="1.1"></gpx>', /a GPX track/u],
      ['<?xml version="1.0"?><!DOCTYPE a [<!ELEMENT b (c)>]><ns:ClinicalDocument/>', /a clinical document/u],
      ['{"resourceType":"Bundle"}', /a JSON file/u],
      ['Dear Ann, hello.', /text without columns/u],
      [Uint8Array.from({ length: 500 }, (_, index) => (index * 37) % 256), /bytes, not text/u],
    ];
    for (const [content, expected] of looks) {
      const inspected = await inspectBlob(
        new Blob([typeof content === 'string' ? content : content.slice()]),
        'UTC',
      );
      assert.ok(inspected.kind === 'unknown');
      assert.match(inspected.message, expected);
      assert.match(inspected.message, /What can be imported: Apple Health export.*table/u);
    }
  });

  it('is refused by the reader too, also when its name says otherwise', async () => {
    await assert.rejects(
      readBlob(
        new File(['date,v\n2024-01-01,1\n'], 'export.xml'),
        { format: 'apple-health' },
        new CollectingSink(),
      ),
      ImportFault,
    );
    const found = await recogniseFile(new File([xml.slice()], 'table.csv'), 'table.csv', FORMATS);
    assert.equal(found.format?.id, 'apple-health');
  });
});
