/** Could mail reach it? What a mail server would say is not asked. */
export const isEmail = (text: string): boolean =>
  text.length <= 254 &&
  /^[^\s@,;:<>()[\]\\"]+@[^\s@,;:<>()[\]\\".]+(\.[^\s@,;:<>()[\]\\".]+)*\.[^\s@.\d]{2,}$/u.test(text)
