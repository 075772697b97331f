// Key numbers over the data of a page, {numbers}, and the tables of facts, which all pages share. What a reader changed is a state {uses, typed}:
// `uses` maps an entry of facts to the one that stands in for it, `typed` an input's name to the quantity written instead.
;(fieldguide => {
  const { rational } = fieldguide
  const { parseQuantity, restate, QuantityError } = fieldguide.quantity
  const { sameDimension, describe } = fieldguide.unit
  const { parseFormula } = fieldguide.formula
  const UNCHANGED = { uses: new Map(), typed: new Map() }

  /** The table that has a field of an entry; an entry may stand in two. */
  const tableOf = (entry, field) => Object.values(fieldguide.facts).find(({ entries }) => Object.hasOwn(entries[entry]?.values ?? {}, field))

  /** A fact once `uses` has been applied: its published entry, its entry and field, its text, their names. */
  function findFact(id, uses = UNCHANGED.uses) {
    const at = id.lastIndexOf(".")
    const [published, field] = [id.slice(0, at), id.slice(at + 1)]
    const entry = uses.get(published) ?? published
    const table = tableOf(entry, field)
    return { published, entry, field, text: table.entries[entry].values[field], name: table.entries[entry].name, label: table.fields[field] }
  }

  /** One input: its text and quantity, and what it comes from ("typed", "fact", "number" or "given"). Throws a QuantityError. */
  function resolve(data, given, uses) {
    if (given.fact) {
      const fact = findFact(given.fact, uses)
      return { from: "fact", fact, text: fact.text, quantity: parseQuantity(fact.text).quantity }
    }
    if (given.number) {
      const number = data.numbers[given.number]
      const stated = parseQuantity(number.value)
      const quantity = number.formula ? evaluateNumber(data, given.number, { uses, typed: UNCHANGED.typed }).exact : stated.quantity
      return { from: "number", number, text: number.formula ? restate(stated, quantity) : number.value, quantity }
    }
    return { from: "given", text: given, quantity: parseQuantity(given).quantity }
  }

  /** What a reader wrote for an input that the page gives in `unit`. */
  function read(text, unit) {
    const stated = parseQuantity(text)
    if (stated.high) throw new QuantityError(`'${text}' is a range, and a formula takes one number; give a quantity`)
    if (!sameDimension(stated.unit.dimension, unit.dimension)) {
      const [found, wanted] = [describe(stated.unit.dimension), unit.text ? `in ${unit.text}` : "a plain number"]
      const remedy = stated.unit.text || !unit.text ? "" : `; write ${text.trim()} ${unit.text}`
      throw new QuantityError(`'${text}' is ${stated.unit.text ? "in " : ""}${found}, and this input ${wanted}${remedy}`)
    }
    return { from: "typed", text, quantity: stated.quantity }
  }

  /** The inputs of a computed number by name; one that cannot be read is {from, text, error}. */
  function inputsOf(data, id, { uses, typed } = UNCHANGED) {
    return new Map(Object.entries(data.numbers[id].where).map(([name, given]) => {
      try {
        const published = resolve(data, given, uses)
        return [name, typed.has(name) ? read(typed.get(name), parseQuantity(published.text).unit) : published]
      } catch (error) {
        return [name, { from: typed.has(name) ? "typed" : "given", text: typed.get(name) ?? "", error }]
      }
    }))
  }

  const quantities = inputs => new Map([...inputs].map(([name, input]) => [name, input.quantity]))

  /** {exact, inputs, limit}; throws the error of the first input that cannot be read, or a FormulaError. */
  function evaluateNumber(data, id, state = UNCHANGED) {
    const number = data.numbers[id]
    const inputs = inputsOf(data, id, state)
    for (const { error } of inputs.values()) if (error) throw error
    const exact = fieldguide.evaluate(parseFormula(number.formula), quantities(inputs))
    return { exact, inputs, limit: number.limit ? compare(data, number.limit, exact, state.uses) : null }
  }

  function compare(data, limit, exact, uses) {
    const side = limit.at_least ? "at_least" : "at_most"
    const bound = resolve(data, limit[side], uses)
    const [low, high] = side === "at_most" ? [bound.quantity, exact] : [exact, bound.quantity]
    return { side, bound, beyond: limit.beyond, passed: rational.less(low.magnitude, high.magnitude) }
  }

  /** Each entry of facts that a number rests on, directly or not, with the entries that can stand in for it. */
  function choicesOf(data, id) {
    const needed = new Map()
    const visit = number => {
      const given = [...Object.values(number.where ?? {}), ...Object.values(number.limit ?? {})]
      for (const { fact, number: other } of given.filter(item => typeof item === "object")) {
        if (fact) {
          const { published, field } = findFact(fact)
          const table = tableOf(published, field)
          const key = `${table.title} ${published}`
          const fields = needed.get(key)?.fields ?? new Set()
          needed.set(key, { entry: published, table, fields: fields.add(field) })
        } else visit(data.numbers[other])
      }
    }
    visit(data.numbers[id])
    return [...needed.values()].map(({ entry, table, fields }) => {
      const fits = ([, { values }]) => [...fields].every(field => Object.hasOwn(values, field))
      const options = Object.entries(table.entries).filter(fits).map(([key, { name }]) => ({ entry: key, name }))
      return { entry, name: table.entries[entry].name, title: table.title, options }
    })
  }

  fieldguide.number = { findFact, inputsOf, evaluateNumber, choicesOf, quantities }
})(globalThis.fieldguide ??= {})
