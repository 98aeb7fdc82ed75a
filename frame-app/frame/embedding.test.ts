import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { judgeEmbedding, type Surroundings } from './embedding.ts';

const A = 'http://a.localhost:1';
const B = 'http://b.localhost:1';
const around = (change: Partial<Surroundings>): Surroundings => ({
  embedder: A,
  ownOrigin: 'http://safe.localhost:1',
  parentIsTop: true,
  ancestors: [A],
  seesFirstPartyMark: () => false,
  ...change,
});
const judged = (change: Partial<Surroundings>): string => {
  const found = judgeEmbedding(around(change));
  return found.ok ? found.origin : found.code;
};

describe('who embeds the frame (threat 2)', () => {
  it('is the parent, when it is the page in the address bar', () => {
    assert.equal(judged({}), A);
    assert.equal(judged({ ancestors: undefined }), A);
    assert.equal(judged({ ancestors: [] }), A);
    assert.equal(judged({ ancestors: ['null'] }), A, 'Firefox under a referrerpolicy attribute');
    assert.equal(judged({ parentIsTop: false, ancestors: [A, A] }), A, 'A in A');
  });

  it('is refused with any other ancestor, or one that cannot be known', () => {
    assert.equal(judged({ parentIsTop: false, ancestors: [A, B] }), 'EMBEDDING_REFUSED');
    assert.equal(judged({ parentIsTop: false, ancestors: [A, B, A] }), 'EMBEDDING_REFUSED');
    assert.equal(judged({ parentIsTop: false, ancestors: ['null', 'null'] }), 'EMBEDDING_REFUSED');
    assert.equal(judged({ parentIsTop: false, ancestors: [A, 'null'] }), 'EMBEDDING_REFUSED');
    assert.equal(judged({ parentIsTop: false, ancestors: undefined }), 'EMBEDDING_REFUSED');
    assert.equal(judged({ ancestors: [B] }), 'EMBEDDING_REFUSED', 'a mismatch with the handshake');
    assert.equal(
      judged({ embedder: 'null', ancestors: ['null'] }),
      'EMBEDDING_REFUSED',
      'sandboxed or data:',
    );
    assert.equal(
      judged({ embedder: 'http://a.example', ancestors: ['http://a.example'] }),
      'EMBEDDING_REFUSED',
    );
  });

  it('is refused where the browser would not keep the two apart (threat 4)', () => {
    assert.equal(
      judged({ embedder: 'http://safe.localhost:1', ancestors: ['http://safe.localhost:1'] }),
      'SAME_ORIGIN',
    );
    assert.equal(judged({ embedder: 'http://app.safe.localhost:1', ancestors: undefined }), 'SAME_SITE');
    assert.equal(judged({ seesFirstPartyMark: () => true }), 'SAME_SITE', 'sister hosts, found by the mark');
    const blocked = () => {
      throw new DOMException('denied', 'SecurityError');
    };
    assert.equal(judged({ seesFirstPartyMark: blocked }), 'STORAGE_BLOCKED');
  });
});
