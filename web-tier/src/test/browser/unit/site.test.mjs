import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { gzipSync } from 'node:zlib';

const SITE = new URL('../../../main/resources/site/', import.meta.url);
const page = readFileSync(new URL('index.html', SITE), 'utf8');
const named = [...page.matchAll(/(?:href|src)="\/(assets\/[^"]+)"/g)].map(([, file]) => file);
const files = readdirSync(new URL('assets/', SITE), { recursive: true }).map((file) => `assets/${file}`);

describe('the document', () => {
  it('names only files there are', () => assert.deepEqual(named.filter((file) => !existsSync(new URL(file, SITE))), []));

  it('has every style sheet and every module fetched at once, not one after the other', () => {
    const wanted = files.filter((file) => /\.(css|js)$/.test(file) && !file.startsWith('assets/lang/'));
    assert.deepEqual(wanted.filter((file) => !named.includes(file)), []);
  });

  it('holds no script, style or handler of its own', () => {
    assert.doesNotMatch(page, /<style|\sstyle=|\son\w+=|<script(?![^>]*\ssrc=)/);
  });

  it('and all it needs weigh less than 60 KiB on the way', () => {
    const shipped = ['index.html', ...files].filter((file) => /\.\w+$/.test(file));
    const bytes = shipped.reduce((sum, file) => sum + gzipSync(readFileSync(new URL(file, SITE))).length, 0);
    assert.ok(bytes < 60 * 1024, `${bytes} bytes`);
  });
});
