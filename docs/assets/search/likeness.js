// Words that are meant when another was written: inflections, and the nearest in spelling.
guideSearch.likeness = (() => {
  const ENDINGS = [
    "isations", "izations", "isation", "ization", "ations", "ation", "ising", "izing", "ised", "ized", "ises", "izes", "ise", "ize",
    "ions", "ings", "ers", "ors", "ies", "ion", "ing", "er", "or", "ed", "es", "ly", "al", "e", "s", "y", "d",
  ]

  /** @param {string} word what is left without its ending, at least four letters of it */
  const stem = word => {
    if (/\d/.test(word)) return word
    for (const ending of ENDINGS) {
      if (word.endsWith(ending) && word.length - ending.length >= 4) return undoubled(word.slice(0, -ending.length))
    }
    return word
  }
  const undoubled = word => word.length > 4 && word.at(-1) === word.at(-2) && word.at(-1) !== "l" ? word.slice(0, -1) : word

  /** Edits (a letter put in, left out, changed, or two swapped) from one word to another, or to a beginning of it. */
  const distance = (from, to, most, beginning) => {
    if (Math.abs(from.length - to.length) > most && !(beginning && to.length > from.length)) return most + 1
    let [before, last] = [[], Array.from({ length: to.length + 1 }, (_, n) => n)]
    for (let i = 1; i <= from.length; i++) {
      const row = [i]
      for (let j = 1; j <= to.length; j++) {
        row[j] = Math.min(row[j - 1] + 1, last[j] + 1, last[j - 1] + (from[i - 1] === to[j - 1] ? 0 : 1))
        if (i > 1 && j > 1 && from[i - 1] === to[j - 2] && from[i - 2] === to[j - 1]) row[j] = Math.min(row[j], before[j - 2] + 1)
      }
      if (Math.min(...row) > most) return most + 1
      ;[before, last] = [last, row]
    }
    return beginning ? Math.min(...last.slice(Math.max(0, from.length - most))) : last[to.length]
  }

  /** The nearest words to one that no page has: by its first letter, or by its second where the first is wrong. */
  const nearest = async (entry, word, beginning) => {
    const most = word.length > 6 ? 2 : word.length > 3 ? 1 : 0
    for (const letter of most ? [word[0], word[1]] : []) {
      const near = (await guideSearch.pieces.spelling(entry, letter))
        .map(known => [known, distance(word, known, most, beginning && word.length > 5)])
        .filter(([, edits]) => edits <= most)
        .sort(([a, m], [b, n]) => m - n || Math.abs(a.length - word.length) - Math.abs(b.length - word.length))
      if (near.length) return near.filter(([, edits]) => edits === near[0][1]).slice(0, 4)
    }
    return []
  }

  return { stem, nearest }
})()
