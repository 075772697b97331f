// Formulas: the grammar of hooks/fieldguide/formula.py. A tree of {kind, start, …}; `start` is the offset in the text.
;(fieldguide => {
  const { rational } = fieldguide
  const LIMITS = fieldguide.tables.formula
  const FUNCTIONS = new Set(LIMITS.functions)
  const KEYWORDS = new Set(LIMITS.keywords)
  const INSTEAD = new Map(Object.entries(LIMITS.instead))
  const TOKEN = /(?<number>0[xX][0-9a-fA-F_]+|0[bB][01_]+|0[oO][0-7_]+|(?:[0-9][0-9_]*)?\.?[0-9][0-9_]*\.?(?:[eE][+-]?[0-9][0-9_]*)?)|(?<name>[A-Za-z_][A-Za-z0-9_]*)|(?<sign>\*\*|\/\/|[-+*/(),])/y
  const DECIMAL = /^[0-9_.]+(?:[eE][+-]?[0-9]+)?$/
  const WHOLE = /^(?:0(?:_?0)*|[1-9](?:_?[0-9])*)$/
  const BROKEN = /^(?:[0-9](?:_?[0-9])*)?(?:\.(?:[0-9](?:_?[0-9])*)?)?(?:[eE][+-]?[0-9](?:_?[0-9])*)?$/
  const OTHER_BASE = /^0[a-zA-Z](?:_?[0-9a-fA-F])+$/

  /** A formula that cannot be read or evaluated; `offset` is where in its text. */
  class FormulaError extends Error {
    constructor(message, offset = 0) {
      super(message)
      this.offset = offset
    }
  }
  class FormulaSyntaxError extends FormulaError {}
  class FormulaNameError extends FormulaError {}
  class FormulaUnitError extends FormulaError {}
  class FormulaDomainError extends FormulaError {}

  const unread = offset => new FormulaSyntaxError("this does not read as a formula", offset)

  function refuseCharacters(text) {
    for (let offset = 0; offset < text.length; offset += 1) {
      const character = String.fromCodePoint(text.codePointAt(offset))
      if (/^[A-Za-z0-9 _.,+\-*/()]$/.test(character)) continue
      const printable = !/^[\p{C}\p{Z}]$/u.test(character)
      const shown = printable ? `'${character}'` : `the character U+${character.codePointAt(0).toString(16).toUpperCase().padStart(4, "0")}`
      const remedy = INSTEAD.has(character) ? `; write ${INSTEAD.get(character)}` : ""
      throw new FormulaSyntaxError(`${shown} does not belong in a formula${remedy}`, offset)
    }
  }

  const reads = number => WHOLE.test(number) || OTHER_BASE.test(number) || (/[.eE]/.test(number) && BROKEN.test(number))

  function tokens(text) {
    const found = []
    for (let at = 0; at < text.length;) {
      if (text[at] === " ") {
        at += 1
        continue
      }
      TOKEN.lastIndex = at
      const match = TOKEN.exec(text)
      if (!match) throw unread(at)
      const kind = Object.keys(match.groups).find(name => match.groups[name] !== undefined)
      if (kind === "number" && (!reads(match[0]) || /[A-Za-z0-9_.]/.test(text[at + match[0].length] ?? ""))) throw unread(at)
      at += match[0].length
      found.push({ kind, text: match[0], start: at - match[0].length })
    }
    return [...found, { kind: "end", text: "", start: text.length }]
  }

  /** Recursive descent, one method a level of precedence; the text's length bounds its depth. */
  class Parser {
    constructor(text) {
      this.tokens = tokens(text)
      this.at = 0
    }

    get next() { return this.tokens[this.at] }

    takes(...signs) {
      if (this.next.kind !== "sign" || !signs.includes(this.next.text)) return null
      return this.tokens[this.at++].text
    }

    whole() {
      const tree = this.sum()
      if (this.next.kind !== "end") throw unread(this.next.start)
      return tree
    }

    chain(inner, signs) {
      const { start } = this.next
      let left = inner.call(this)
      for (let sign = this.takes(...signs); sign; sign = this.takes(...signs)) {
        left = { kind: "binary", sign, left, right: inner.call(this), start }
      }
      return left
    }

    sum() { return this.chain(this.product, ["+", "-"]) }

    product() { return this.chain(this.signed, ["*", "/", "//"]) }

    signed() {
      const { start } = this.next
      const sign = this.takes("-", "+")
      return sign ? { kind: "sign", sign, operand: this.signed(), start } : this.power()
    }

    power() {
      const { start } = this.next
      const left = this.call()
      return this.takes("**") ? { kind: "binary", sign: "**", left, right: this.signed(), start } : left
    }

    call() {
      const { start } = this.next
      let callee = this.atom()
      while (this.takes("(")) callee = { kind: "call", callee, values: this.values(), start }
      return callee
    }

    values() {
      const found = []
      while (!this.takes(")")) {
        found.push(this.sum())
        if (!this.takes(",")) {
          if (!this.takes(")")) throw unread(this.next.start)
          return found
        }
      }
      return found
    }

    atom() {
      const { kind, text, start } = this.next
      if (this.takes("(")) {
        const inner = this.sum()
        if (!this.takes(")")) throw unread(this.next.start)
        return inner
      }
      if ((kind !== "number" && kind !== "name") || KEYWORDS.has(text)) throw unread(start)
      this.at += 1
      return { kind, text, start }
    }
  }

  function validate(node, names, depth) {
    if (depth > 2 * LIMITS.deepest) throw new FormulaSyntaxError("this formula is nested too deeply; make two key numbers of it", node.start)
    if (node.kind === "number") literal(node)
    else if (node.kind === "name") {
      if (FUNCTIONS.has(node.text)) throw new FormulaSyntaxError(`'${node.text}' is a function: write ${node.text}(…)`, node.start)
      if (!names.has(node.text)) names.set(node.text, node.start)
    } else if (node.kind === "sign") validate(node.operand, names, depth + 1)
    else if (node.kind === "binary" && node.sign !== "//") {
      validate(node.left, names, depth + 1)
      validate(node.right, names, depth + 1)
    } else if (node.kind === "call" && node.callee.kind === "name") validateCall(node, names, depth)
    else throw new FormulaSyntaxError("only numbers, names, + - * / **, parentheses and functions belong in a formula", node.start)
  }

  function validateCall({ callee, values, start }, names, depth) {
    const name = callee.text
    if (!FUNCTIONS.has(name)) throw new FormulaSyntaxError(`'${name}' is not a function here; there are ${LIMITS.functions.join(", ")}`, start)
    const many = name === "min" || name === "max"
    if (!values.length || (values.length !== 1 && !many)) {
      throw new FormulaSyntaxError(`${name}() takes ${many ? "at least one value" : "one value"}`, start)
    }
    for (const value of values) validate(value, names, depth + 1)
  }

  function literal(node) {
    if (!DECIMAL.test(node.text)) throw new FormulaSyntaxError(`'${node.text}' is not a decimal number`, node.start)
    if (Math.abs(Number(node.text.toLowerCase().split("e")[1] || 0)) > LIMITS.largest_exponent) {
      throw new FormulaDomainError(`${node.text} is out of bounds; exponents go up to 300`, node.start)
    }
    node.value = rational.read(node.text)
  }

  const known = new Map()

  /** Reads a formula into {text, tree, names}; `names` maps each to the offset where it first stands. */
  function parseFormula(given) {
    if (known.has(given)) return known.get(given)
    const text = fieldguide.unit.strip(given).replace(/[\n\t]/g, " ")
    const length = [...text].length
    if (length > LIMITS.longest) throw new FormulaSyntaxError(`a formula has at most ${LIMITS.longest} characters, this one ${length}`)
    refuseCharacters(text)
    if (text.split("(").length - 1 > LIMITS.deepest) throw new FormulaSyntaxError(`a formula has at most ${LIMITS.deepest} pairs of parentheses`)
    const [tree, names] = [new Parser(text).whole(), new Map()]
    validate(tree, names, 0)
    known.set(given, { text, tree, names })
    return known.get(given)
  }

  fieldguide.formula = { FormulaError, FormulaSyntaxError, FormulaNameError, FormulaUnitError, FormulaDomainError, parseFormula }
})(globalThis.fieldguide ??= {})
