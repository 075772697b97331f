// Text → the words that it is found by, split as hooks/fieldguide/search/words.py splits the pages.
globalThis.guideSearch = {}

guideSearch.words = (() => {
  const THOUSANDS = /(?<=\d),(?=\d{3}(?!\d))/g
  const HUMP = /(?<=[a-z]{2})(?=[A-Z][a-z]{2})/g
  const CHUNK = /[\p{L}\p{N}]+(?:[-_.:^/'’+·]+[\p{L}\p{N}]+)*%?/gu
  const WORD = /\d+(?:\.\d+)+|[\p{L}\p{N}]+/gu

  /** @param {string} text */
  const plain = text => text
    .replace(/×/g, "x").replace(/[\u2011–−]/g, "-")
    .normalize("NFKD").replace(/\p{M}/gu, "")
    .replace(THOUSANDS, "").toLowerCase()

  /** @param {string} text */
  const parts = text => plain(text).match(WORD) || []

  /** @param {string} text the stretches between spaces, each with its parts and what they are when written as one */
  const chunks = text => (plain(text.replace(HUMP, " ")).match(CHUNK) || []).map(chunk => {
    const words = chunk.match(WORD) || []
    return { words, compound: words.length > 1 || chunk.endsWith("%") ? words.join("") + (chunk.endsWith("%") ? "%" : "") : "" }
  })

  return { plain, parts, chunks }
})()
