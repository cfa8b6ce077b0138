/**
 * The typefaces of official papers (GB/T 9704-2012 and the usage of offices), each with what stands
 * in for it where it is not installed.
 */
export const fonts = {
  /** 方正小标宋: titles. */
  title: { name: '方正小标宋简体', others: ['方正小标宋_GBK', '华文中宋', '宋体', 'SimSun'] },
  /** 仿宋: text. */
  text: { name: '仿宋_GB2312', others: ['仿宋', 'FangSong', '华文仿宋'] },
  /** 黑体: headings of the first level, headers of tables. */
  heading: { name: '黑体', others: ['SimHei', '华文黑体', '微软雅黑'] },
  /** 楷体: headings of the second level, dates. */
  kai: { name: '楷体_GB2312', others: ['楷体', 'KaiTi', '华文楷体'] },
  /** 宋体: page numbers. */
  song: { name: '宋体', others: ['SimSun', '华文宋体'] },
} as const

export type FontName = keyof typeof fonts

/** Figures and Latin letters. */
export const latin = 'Times New Roman'
