/**
 * What a file is, judged by its bytes, and by its name only where they leave it open. Nothing in it is run or unpacked.
 * Pure.
 */

/**
 * Open reads a network and a table; of the others it says what they are and where they go.
 * @typedef {'network'|'table'|'model'|'arrays'|'sheet'|'packed'|'picture'|'notebook'|'empty'|'other'} Group
 * @typedef {{group: Group, what: string}} FileKind what: as in “it is …”
 */

/** Names and first lines are looked for in so many bytes at either end. */
const SIGHT = 65_536;
/** The header of safetensors is at most this long. */
const MOST_HEADER = 100_000_000;

/** @type {readonly (readonly [start: string, group: Group, what: string])[]} files that are known by their first bytes */
const STARTS = [
  ['\x93NUMPY', 'arrays', 'an array of NumPy (.npy)'],
  ['\x89HDF\r\n\x1a\n', 'model', 'an HDF5 file, such as Keras keeps its weights in (.h5)'],
  ['GGUF', 'model', 'a GGUF model'],
  ['\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1', 'sheet', 'a file of an older Office program, such as an Excel workbook (.xls)'],
  ['PAR1', 'sheet', 'a Parquet table'],
  ['ARROW1', 'sheet', 'an Arrow table'],
  ['MATLAB 5.0', 'arrays', 'a MATLAB file (.mat)'],
  ['SQLite format 3\0', 'sheet', 'an SQLite database'],
  ['\x89PNG\r\n\x1a\n', 'picture', 'an image (PNG)'],
  ['\xff\xd8\xff', 'picture', 'an image (JPEG)'],
  ['GIF87a', 'picture', 'an image (GIF)'],
  ['GIF89a', 'picture', 'an image (GIF)'],
  ['II*\0', 'picture', 'an image (TIFF)'],
  ['MM\0*', 'picture', 'an image (TIFF)'],
  ['%PDF-', 'other', 'a PDF document'],
  ['\x1f\x8b', 'packed', 'a gzip archive'],
  ['BZh', 'packed', 'a bzip2 archive'],
  ['\xfd7zXZ\0', 'packed', 'an xz archive'],
  ['\x28\xb5\x2f\xfd', 'packed', 'a Zstandard archive'],
  ['7z\xbc\xaf\x27\x1c', 'packed', 'a 7z archive'],
];

/** The magic number that PyTorch's older checkpoints begin with, itself a pickle. */
const TORCH_PICKLE = '\x8a\x0al\xfc\x9cF\xf9 j\xa8P\x19';
const ZIP_ENTRY = 'PK\x03\x04';
/** The first bytes of the fields of ONNX's model. */
const MODEL_FIELDS = '\x08\x12\x1a"(2:B';
/** What stands in no text. */
const CONTROL = /(?![\s\u0080-\u009f])\p{Cc}/u;
const NUMBER = /^["']?\s*[-+−]?[.,]?\d[\d.,' ]*(?:[eE][-+]?\d+)?\s*%?["']?$/;
const TEXT_PICKLE = /^(?:\((?:lp|dp|ip|l|d)\d*\n|c[A-Za-z_][\w.]*\n[A-Za-z_]\w*\n)/;

/**
 * @param {Uint8Array} bytes the whole file, or the beginning of a large one
 * @param {string} name
 * @returns {FileKind}
 */
export function kindOf(bytes, name) {
  if (bytes.length === 0) return { group: 'empty', what: 'empty' };
  const head = latin1(bytes.subarray(0, SIGHT));
  const start = STARTS.find(([first]) => head.startsWith(first));
  if (start) return { group: start[1], what: start[2] };
  return binaryKind(bytes, head, name.toLowerCase()) ?? textKind(bytes, name.toLowerCase());
}

/**
 * A file's text: UTF-16 by its mark or by its zeros, else UTF-8; other letters become �.
 * @param {Uint8Array} bytes
 * @returns {string} without a byte order mark
 */
export function textOf(bytes) {
  const [first = 0, second = 0] = bytes;
  const little = (first === 0xff && second === 0xfe) || (first !== 0 && second === 0 && bytes[2] !== 0);
  const big = (first === 0xfe && second === 0xff) || (first === 0 && second !== 0);
  return new TextDecoder(little ? 'utf-16le' : big ? 'utf-16be' : 'utf-8').decode(bytes);
}

/** @param {Uint8Array} bytes one letter for each */
function latin1(bytes) {
  const parts = [];
  for (let start = 0; start < bytes.length; start += 8192) parts.push(String.fromCharCode(...bytes.subarray(start, start + 8192)));
  return parts.join('');
}

/**
 * @param {Uint8Array} bytes
 * @param {string} head
 * @param {string} name
 * @returns {FileKind|null}
 */
function binaryKind(bytes, head, name) {
  if (head.startsWith(ZIP_ENTRY) || head.startsWith('PK\x05\x06')) return zipKind(namesIn(head + latin1(bytes.subarray(Math.max(SIGHT, bytes.length - SIGHT)))), head);
  if (isSafetensors(bytes)) return { group: 'model', what: 'a model in safetensors' };
  if (bytes[0] === 0x80 && Number(bytes[1]) <= 5) {
    const torch = head.startsWith(TORCH_PICKLE, 2);
    return { group: 'model', what: torch ? 'a PyTorch checkpoint (a pickle; nothing in it was run)' : 'a Python pickle (nothing in it was run)' };
  }
  if (TEXT_PICKLE.test(head)) return { group: 'model', what: 'a Python pickle (nothing in it was run)' };
  if (/^RIFF[^]{4}WEBP/.test(head)) return { group: 'picture', what: 'an image (WebP)' };
  if (/^BM[^]{4}\0\0\0\0/.test(head)) return { group: 'picture', what: 'an image (BMP)' };
  if (head.startsWith('TFL3', 4)) return { group: 'model', what: 'a TensorFlow Lite model' };
  return protobufKind(head, name);
}

/** @param {Uint8Array} bytes a length of eight bytes, least first, then a header in JSON */
function isSafetensors(bytes) {
  if (bytes.length < 10 || bytes[8] !== 0x7b) return false;
  const length = new DataView(bytes.buffer, bytes.byteOffset).getBigUint64(0, true);
  return length >= 2n && length <= MOST_HEADER;
}

/**
 * ONNX has no mark of its own: a version as the first field, then another of its model's fields. TensorFlow's begins so
 * too, and the name tells them apart.
 * @param {string} head
 * @param {string} name
 * @returns {FileKind|null}
 */
function protobufKind(head, name) {
  const version = head.charCodeAt(1);
  const versioned = head.startsWith('\x08') && version > 0 && version < 32 && MODEL_FIELDS.includes(head.charAt(2));
  const named = name.endsWith('.onnx') && MODEL_FIELDS.includes(head.charAt(0)) && CONTROL.test(head.slice(0, 64));
  if (versioned && name.endsWith('.pb')) return { group: 'model', what: 'a TensorFlow model' };
  return versioned || named ? { group: 'model', what: 'an ONNX model' } : null;
}

/**
 * The names that a zip archive tells, before each entry and in the list at its end.
 * @param {string} text
 * @returns {string[]}
 */
function namesIn(text) {
  return [...text.matchAll(/PK(?=\W{2})/g)].map(({ index }) => {
    const [length, start] = text.startsWith(ZIP_ENTRY, index) ? [26, 30] : [28, 46];
    const size = text.charCodeAt(index + length) + 256 * text.charCodeAt(index + length + 1);
    return text.slice(index + start, index + start + (size || 0));
  });
}

/**
 * @param {string[]} names
 * @param {string} head
 * @returns {FileKind}
 */
function zipKind(names, head) {
  /** @param {RegExp} pattern */
  const holds = (pattern) => names.some((name) => pattern.test(name));
  if (holds(/(?:^|\/)data\.pkl$/)) return { group: 'model', what: 'a PyTorch checkpoint (it holds a pickle; nothing in it was run)' };
  if (holds(/^model\.weights\.h5$/)) return { group: 'model', what: 'a Keras model (.keras)' };
  if (holds(/\.npy$/)) return { group: 'arrays', what: 'arrays of NumPy (.npz)' };
  if (holds(/^xl\//)) return { group: 'sheet', what: 'an Excel workbook (.xlsx)' };
  if (head.includes('application/vnd.oasis.opendocument.spreadsheet')) return { group: 'sheet', what: 'an OpenDocument spreadsheet (.ods)' };
  if (holds(/^word\/|^ppt\//)) return { group: 'other', what: 'an Office document' };
  return { group: 'packed', what: 'a zip archive' };
}

/**
 * @param {Uint8Array} bytes
 * @param {string} name
 * @returns {FileKind}
 */
function textKind(bytes, name) {
  const seen = textOf(bytes.subarray(0, SIGHT));
  const text = bytes.length > SIGHT ? seen.slice(0, seen.lastIndexOf('\n') + 1) || seen : seen; // no line that is cut
  const begin = text.trimStart();
  if (begin === '') return { group: 'empty', what: 'empty but for blanks' };
  if (CONTROL.test(text)) return { group: 'other', what: 'a binary file of a kind that is not known here' };
  if (/^(?:<\?xml[^>]*>\s*)?(?:<!--(?:(?!-->)[^])*-->\s*)*(?:<!doctype svg[^>]*>\s*)?<svg\b/i.test(begin)) return { group: 'picture', what: 'an image (SVG)' };
  if (/^(?:<!doctype html|<html|<head|<body|<table)\b/i.test(begin)) return { group: 'other', what: 'an HTML page, perhaps in the place of a file that was to be downloaded' };
  if (begin.startsWith('<?xml')) return { group: 'other', what: 'an XML file' };
  if (begin.startsWith('version https://git-lfs')) return { group: 'other', what: 'a pointer of Git LFS, not the file itself' };
  if (/^(?:event|data|id|retry): /.test(begin)) return { group: 'other', what: 'a stream of events, such as those of a training run' };
  if (/^[{[]/.test(begin) || name.endsWith('.json')) return { group: 'network', what: 'JSON' };
  if (name.endsWith('.py') || isPython(begin)) return { group: 'other', what: 'Python source; it was not run' };
  if (/\.(?:csv|tsv|tab)$/.test(name) || isTable(begin)) return { group: 'table', what: 'a table' };
  return { group: 'other', what: 'a text that is neither JSON nor a table' };
}

/** @param {string} text */
function isPython(text) {
  return /^(?:#!.*python|import [\w.]+(?: as \w+)?\s*$|from [\w.]+ import |def \w+\(.*:\s*$|class \w+[^,;]*:\s*$)/m.test(text);
}

/**
 * Whether the first lines have as many cells each, by one separator, and numbers below the first line.
 * @param {string} text
 */
function isTable(text) {
  const lines = text.split(/\r\n|\n|\r/, 40).filter((line) => line.trim() !== '' && !line.startsWith('#'));
  return [/;/, /\t/, /,/, /\|/, /\s+/].some((separator) => {
    const rows = lines.map((line) => line.trim().split(separator));
    const width = rows[0]?.length ?? 0;
    const below = rows.length > 1 ? rows.slice(1) : rows;
    return below.length > 0 && rows.every((row) => row.length === width) && below.every((row) => row.some((cell) => NUMBER.test(cell.trim())));
  });
}
