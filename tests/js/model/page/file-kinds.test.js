/** What a file is told to be, by the bytes that such files really begin with. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { kindOf, textOf } from '../../../../static/js/model/page/file-kinds.js';

/** @param {string} text one byte for each letter */
const raw = (text) => Uint8Array.from(text, (letter) => letter.charCodeAt(0));
/** @param {string} text */
const utf8 = (text) => new TextEncoder().encode(text);
/** @param {string} name @param {string} [content] an entry of a zip archive, before its content */
const entry = (name, content = '') =>
  `PK\x03\x04\x14\0\0\0\0\0\x17\xb5~]\xde\xab\xef\xd3\xe8\x02\0\0\xe8\x02\0\0${String.fromCharCode(name.length)}\0\0\0${name}${content}`;

/** @type {[name: string, bytes: Uint8Array, group: string, what: RegExp][]} */
const FILES = [
  ['a.safetensors', raw('\x20\x01\0\0\0\0\0\0{"module.fc1.weight":{'), 'model', /safetensors/],
  ['a.pt', raw(entry('checkpoint/data.pkl', '\x80\x02}q')), 'model', /PyTorch.*nothing in it was run/],
  ['old.pth', raw('\x80\x02\x8a\x0al\xfc\x9cF\xf9 j\xa8P\x19.\x80\x02M\xe9\x03.'), 'model', /PyTorch.*nothing in it was run/],
  ['a.pkl', raw('\x80\x04\x95\x1a\0\0\0\0\0\0\0}\x94'), 'model', /^a Python pickle/],
  ['a.pickle', raw('(dp0\nVa\np1\nI1\ns.'), 'model', /^a Python pickle/],
  ['a.pickle', raw("cposix\nsystem\n(S'ls'\ntR."), 'model', /^a Python pickle.*nothing in it was run/],
  ['a.onnx', raw('\x08\x08\x12\x04hand:\xb3\x02\n5\n\x01x\n\x0afc1.we'), 'model', /ONNX/],
  ['model', raw('\x08\x07\x12\x07pytorch\x1a\x052.1.0:\x90'), 'model', /ONNX/],
  ['turned.onnx', raw(':\x10\n\x04\n\x01x\n\x01y\x12\x04Gemm'), 'model', /ONNX/],
  ['saved_model.pb', raw('\x08\x01\x12\xb0\x8d\x01\n'), 'model', /TensorFlow/],
  ['a.npy', raw("\x93NUMPY\x01\0v\0{'descr': '<f4'"), 'arrays', /\.npy/],
  ['a.npz', raw(entry('dense/kernel.npy', '\x93NUMPY')), 'arrays', /\.npz/],
  ['a.h5', raw('\x89HDF\r\n\x1a\n\0\0\0\0'), 'model', /HDF5/],
  ['a.keras', raw(entry('metadata.json', '{}') + entry('config.json', '{}') + entry('model.weights.h5')), 'model', /Keras/],
  ['a.xlsx', raw(entry('[Content_Types].xml') + entry('xl/workbook.xml')), 'sheet', /Excel/],
  ['a.ods', raw(entry('mimetype', 'application/vnd.oasis.opendocument.spreadsheet')), 'sheet', /OpenDocument/],
  ['a.xls', raw('\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\0\0'), 'sheet', /Excel/],
  ['a.zip', raw(entry('readme.txt', 'data.pkl')), 'packed', /zip/],
  ['a.csv.gz', raw('\x1f\x8b\x08\0\0\0'), 'packed', /gzip/],
  ['a.png', raw('\x89PNG\r\n\x1a\n\0\0\0\rIHDR'), 'picture', /PNG/],
  ['a.jpg', raw('\xff\xd8\xff\xe0\0\x10JFIF'), 'picture', /JPEG/],
  ['a.gif', raw('GIF89a\x01\0'), 'picture', /GIF/],
  ['a.webp', raw('RIFF\x24\0\0\0WEBPVP8 '), 'picture', /WebP/],
  ['a.bmp', raw('BM\x46\0\0\0\0\0\0\x006\0\0\0'), 'picture', /BMP/],
  ['a.svg', utf8('<?xml version="1.0"?>\n<svg xmlns="http://www.w3.org/2000/svg">'), 'picture', /SVG/],
  ['b.svg', utf8(`<!-- a --> <!-- <b> -->\n<!---->${'<!-- c -->\n'.repeat(2000)}<svg>`), 'picture', /SVG/],
  ['a.xml', utf8(`<?xml version="1.0"?>\n${'<!-- a -->\n'.repeat(2000)}<root/>`), 'other', /XML/],
  ['a.pdf', raw('%PDF-1.7\n%\xe2\xe3'), 'other', /PDF/],
  ['model.pt', utf8('\n<!DOCTYPE html><html><body>Sign in'), 'other', /HTML/],
  ['model.safetensors', utf8('version https://git-lfs.github.com/spec/v1\noid sha256:1\n'), 'other', /Git LFS/],
  ['net', utf8('import torch\n\nclass Net(torch.nn.Module):\n    pass\n'), 'other', /Python/],
  ['run.txt', utf8('event: start\ndata: {}\n\n'), 'other', /events/],
  ['notes.txt', utf8('Dear all,\nthe network learns.\n'), 'other', /neither JSON nor a table/],
  ['a.bin', raw('\x01\x02\x03\0\0\x07'), 'other', /binary/],
  ['a.json', utf8(''), 'empty', /empty/],
  ['a.csv', utf8('\n  \n'), 'empty', /empty/],
  ['a.csv', utf8('\uFEFFx1,x2,class\r\n0.5,1.5,a\r\n'), 'table', /table/],
  ['a.txt', utf8('colx;coly;target\n10,20;4,5;1\n'), 'table', /table/],
  ['iris.data', utf8('5.0,3.3,1.4,0.2, Iris-setosa\r\n4.9,3.1,1.5,0.1, Iris-setosa\r\n\r\n'), 'table', /table/],
  ['a', utf8('x\ty\n1\t2\n-3e-5\t4\n'), 'table', /table/],
  ['a.txt', utf8('1 2 3\n4 5 6\n'), 'table', /table/],
  ['ragged.csv', utf8('a,b\n1\n'), 'table', /table/],
  ['model.pt', utf8('{"network": {}}'), 'network', /JSON/],
  ['a.json', raw('\xff\xfe{\0"\0a\0"\0:\x001\0}\0'), 'network', /JSON/],
  ['a.csv', raw('\xff\xfe1\0,\x002\0\n\x003\0,\x004\0'), 'table', /table/],
];

for (const [name, bytes, group, what] of FILES) {
  test(`${name} that begins ${JSON.stringify(String.fromCharCode(...bytes.subarray(0, 12)))}`, () => {
    const kind = kindOf(bytes, name);
    assert.equal(kind.group, group, kind.what);
    assert.match(kind.what, what);
  });
}

test('a wide table of which only a part of a line is looked at', () => {
  const row = Array.from({ length: 9000 }, (_, n) => n % 256).join(',');
  assert.equal(kindOf(utf8(`${row}\n${row}\n${row}\n`), 'digits').group, 'table');
});

test('the kind does not hang on the name where the bytes tell it', () => {
  for (const [, bytes, group] of FILES.filter(([name]) => /\.(?:pt|png|npz|zip|xlsx|h5|pdf)$/.test(name))) {
    assert.equal(kindOf(bytes, 'data.csv').group, group);
    assert.equal(kindOf(bytes, 'saved.json').group, group === 'table' ? 'network' : group);
  }
});

test('a text in UTF-8 or UTF-16, with or without its mark', () => {
  const wide = (/** @type {boolean} */ little) =>
    Uint8Array.from('{"x": 1}', (letter) => letter.charCodeAt(0)).reduce((all, byte) => all.concat(little ? [byte, 0] : [0, byte]), /** @type {number[]} */ ([]));
  const texts = [[0xff, 0xfe, ...wide(true)], wide(true), [0xfe, 0xff, ...wide(false)], wide(false), [0xef, 0xbb, 0xbf, ...utf8('{"x": 1}')]];
  for (const bytes of texts) assert.equal(textOf(Uint8Array.from(bytes)), '{"x": 1}');
});
