import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { HumanFS as RealHumanFS } from '../host-sdk/types.ts';
import { ERROR_CODES, type ErrorCode as RealErrorCode } from '../protocol/errors.ts';
import type { ErrorCode, HumanFS } from './humanfs-types.ts';
import { errorWords, isErrorCode } from './look/error-words.ts';

/** Fails to compile when the script and what the demo sites take it for drift apart. */
const asDemoSitesSeeIt = (real: RealHumanFS): HumanFS => real;
const everyCodeIsKnown = (code: RealErrorCode): ErrorCode => code;
const noCodeIsInvented = (code: ErrorCode): RealErrorCode => code;

describe('what the demo sites know of the script', () => {
  it('is what the script is', () => {
    assert.ok([asDemoSitesSeeIt, everyCodeIsKnown, noCodeIsInvented].every((proof) => proof.length === 1));
  });

  it('has plain words for each error code', () => {
    for (const code of ERROR_CODES) {
      assert.ok(isErrorCode(code), code);
      const { what, todo } = errorWords({ code, hint: '' });
      assert.doesNotMatch(`${what} ${todo}`, /scope|origin|token|grant|partition|schema|blockchain/i, code);
      for (const sentence of `${what} ${todo}`.split(/(?<=[.!?])\s/)) {
        assert.ok(sentence.split(' ').length <= 20, `${code}: ${sentence}`);
      }
    }
  });

  it('keeps the hint of the safe, and a failure that is no error of the safe apart', () => {
    assert.deepEqual(errorWords({ code: 'CONSENT_DENIED', hint: 'Respect it.' }), {
      code: 'CONSENT_DENIED',
      what: 'You said no. Nothing was shared.',
      todo: 'If you change your mind, press the button again.',
      hint: 'Respect it.',
    });
    const stopped = errorWords({
      code: 'GRANT_REVOKED',
      hint: '',
      detail: 'Your safe told this site at once.',
    });
    assert.equal(stopped.what, 'You stopped sharing. Your safe told this site at once.');
    for (const odd of [null, 'CONSENT_DENIED', new TypeError('x'), { code: 'toString' }]) {
      assert.equal(errorWords(odd).code, 'UNKNOWN');
    }
  });
});
