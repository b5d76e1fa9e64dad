export { type ListEntry, maxListedExtras, maxMacs } from './collector.ts';
export {
  createListParser,
  type ListLimit,
  listProblem,
  maxListLength,
  type ParsedList,
  parseList,
} from './parser.ts';
export { maxNoteLines } from './scan.ts';
