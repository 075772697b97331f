// "Did you mean": the known word nearest to one that is not known, as Python's difflib finds it.
;(fieldguide => {
  function longest(a, b) {
    let found = [0, 0, 0]
    for (let i = 0; i < a.length; i += 1) {
      for (let j = 0; j < b.length; j += 1) {
        let size = 0
        while (i + size < a.length && j + size < b.length && a[i + size] === b[j + size]) size += 1
        if (size > found[2]) found = [i, j, size]
      }
    }
    return found
  }

  function matches(a, b) {
    const [i, j, size] = longest(a, b)
    if (!size) return 0
    return size + matches(a.slice(0, i), b.slice(0, j)) + matches(a.slice(i + size), b.slice(j + size))
  }

  /** The known word closest in spelling, if any is close. */
  fieldguide.nearest = (word, known) => {
    const wanted = [...word.toLowerCase()]
    let best = null
    for (const name of known) {
      const lower = name.toLowerCase()
      const letters = [...lower]
      const score = 2 * matches(letters, wanted) / (letters.length + wanted.length)
      if (score >= 0.6 && (!best || score > best.score || (score === best.score && lower > best.lower))) best = { name, lower, score }
    }
    return best?.name ?? null
  }
})(globalThis.fieldguide ??= {})
