/** A stranger's text for people: cut to a length, controls, bidirectional marks and line ends as `·`. */
export const printable = (text: string, max = 200): string => [...text.slice(0, max * 2)].slice(0, max).join('').replace(/\p{C}/gu, '·');
